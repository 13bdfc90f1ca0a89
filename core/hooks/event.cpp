#include "core/hooks/event.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "core/base/json.hpp"
#include "core/base/json_in.hpp"
#include "core/base/text.hpp"

namespace baton::hooks {
namespace {

constexpr auto kMoments =
    std::to_array<std::pair<std::string_view, Moment>>({{"sessionstart", Moment::start},
                                                        {"userpromptsubmit", Moment::prompt},
                                                        {"beforeagent", Moment::prompt},
                                                        {"stop", Moment::stop},
                                                        {"subagentstop", Moment::stop},
                                                        {"afteragent", Moment::stop},
                                                        {"precompact", Moment::compact},
                                                        {"precompress", Moment::compact},
                                                        {"sessionend", Moment::end}});

/// The first of the members that is there.
std::string first_of(const Json& event, std::string_view name, std::string_view other) {
  const std::string& text = text_in(event, name);
  return text.empty() ? text_in(event, other) : text;
}

}  // namespace

Moment moment_of(std::string_view name) {
  std::string word = lowered(name);
  std::erase_if(word, [](char c) { return c == '-' || c == '_'; });
  const auto found = std::ranges::find(kMoments, word, &std::pair<std::string_view, Moment>::first);
  return found == kMoments.end() ? Moment::other : found->second;
}

Result<HookEvent> hook_event_of(std::string_view json, std::string_view name) {
  std::int64_t replaced = 0;
  const std::string valid = without_nuls(repaired_utf8(json, replaced), replaced);
  TRY(const Json object, parse_json(valid));
  if (!object.is_object())
    return fail(Fault::invalid, "malformed_json", "What the assistant sent is no JSON object.");
  HookEvent event;
  event.name = text_in(object, "hook_event_name");
  if (event.name.empty()) event.name = name;
  event.moment = moment_of(name.empty() ? event.name : name);
  event.session = text_in(object, "session_id");
  event.transcript = text_in(object, "transcript_path");
  event.cwd = text_in(object, "cwd");
  event.source = first_of(object, "source", "trigger");
  event.prompt = text_in(object, "prompt");
  event.last_assistant_message = first_of(object, "last_assistant_message", "prompt_response");
  if (event.session.empty())
    return fail(Fault::invalid, "no_session", "What the assistant sent names no session.");
  return event;
}

std::string added_context(const HookEvent& event, std::string_view text) {
  return R"({"hookSpecificOutput":{"hookEventName":)" + json_quoted(event.name) +
         R"(,"additionalContext":)" + json_quoted(text) + "}}";
}

}  // namespace baton::hooks
