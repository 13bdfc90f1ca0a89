#include "core/purge/job.hpp"

#include <algorithm>

#include "core/base/hash.hpp"
#include "core/base/json.hpp"

namespace baton::purge {
namespace {

constexpr std::string_view kRule = "forgotten";

std::string replaced(std::string_view text, std::string_view part, MaskCounts& counts) {
  std::string result;
  std::size_t at = 0;
  for (std::size_t found = 0; (found = text.find(part, at)) != std::string_view::npos;) {
    result.append(text.substr(at, found - at)).append(kForgotten);
    at = found + part.size();
    ++counts[std::string(kRule)];
  }
  return result.append(text.substr(at));
}

/// What a session says of itself in words.
constexpr std::string_view kWords[] = {"title", "objectives", "accomplishments", "blockers",
                                       "branch"};

/// Empties the words and leaves out the files; what connects and counts stays.
std::string without_words(std::string_view body) {
  Result<Json> parsed = parse_json(body);
  if (!parsed || !parsed->is_object()) return std::string(body);
  Json& json = *parsed;
  json.erase("files");
  if (const auto set = json.find("set"); set != json.end() && set->is_object())
    for (const std::string_view word : kWords)
      if (set->contains(word)) (*set)[std::string(word)] = "";
  return to_text(json);
}

std::string counted_if_changed(std::string changed, std::string_view before, MaskCounts& counts) {
  if (changed != before) ++counts[std::string(kRule)];
  return changed;
}

}  // namespace

std::string Job::name() const {
  if (what == What::text) return "text:" + text_hash(text);
  if (what == What::received) return "received";
  return what == What::session ? "session:" + session_uid : "secrets";
}

std::string purged_text(const Job& job, std::string_view text, MaskCounts& counts) {
  if (job.what == Job::What::secrets) return mask_secrets(text, counts);
  if (job.what == Job::What::received) return std::string(text);
  if (job.what == Job::What::text) return replaced(text, job.text, counts);
  return counted_if_changed(std::string(kForgotten), text, counts);
}

std::string purged_event(const Job& job, std::string_view body, MaskCounts& counts) {
  if (job.what == Job::What::secrets) return mask_secrets(body, counts);
  if (job.what == Job::What::session) return counted_if_changed(without_words(body), body, counts);
  if (job.what == Job::What::received) return std::string(body);
  const std::string quoted = json_quoted(job.text);
  return replaced(body, std::string_view(quoted).substr(1, quoted.size() - 2), counts);
}

}  // namespace baton::purge
