#include "core/handoff/completion_request.hpp"

#include <algorithm>
#include <optional>

#include "core/redact/redact.hpp"

namespace baton::handoff {
namespace {

/// So that a handoff with all of it can be stored (kTextBytes).
constexpr std::size_t kMostStated = 200'000;
constexpr std::size_t kMostUncommitted = 50'000;

std::size_t bytes_of(const std::vector<std::string>& texts) {
  std::size_t bytes = 0;
  for (const std::string& text : texts) bytes += text.size();
  return bytes;
}

std::optional<Error> too_large(const Closing& closing) {
  const std::size_t done = bytes_of(closing.accomplished);
  const std::size_t blockers = bytes_of(closing.blockers);
  const std::size_t next = bytes_of(closing.next);
  if (done + blockers + next <= kMostStated) return std::nullopt;
  const std::size_t most = std::max({done, blockers, next});
  return Error{Fault::too_large, "too_large",
               "accomplishments, blockers and next may have at most " +
                   std::to_string(kMostStated) + " bytes together.",
               most == done   ? "accomplishments"
               : most == next ? "next"
                              : "blockers"};
}

/// The first of the paths, as many as a handoff takes.
void keep_first(std::vector<std::string>& paths) {
  std::size_t bytes = 0;
  const auto end = std::ranges::find_if(
      paths, [&](const std::string& path) { return (bytes += path.size()) > kMostUncommitted; });
  paths.erase(end, paths.end());
}

/// Before a rendering cuts them, since half a secret is not known for one.
void mask_words(Closing& closing) {
  MaskCounts masked;
  for (std::string* text : {&closing.branch, &closing.commit, &closing.cwd, &closing.folder})
    *text = mask_secrets(*text, masked);
  for (auto* texts :
       {&closing.accomplished, &closing.blockers, &closing.next, &closing.uncommitted})
    for (std::string& text : *texts) text = mask_secrets(text, masked);
}

void read_repository(Decoder& decoder, const Json& body, Closing& closing) {
  if (!decoder.has("repository")) return;
  Decoder repository(*body.find("repository"), "repository");
  closing.branch = repository.text_or("branch", "", {.least = 0, .most = 500});
  closing.commit = repository.text_or("commit", "", {.least = 0, .most = 100});
  closing.uncommitted =
      repository.texts_or_empty("uncommitted", 10'000, {.least = 0, .most = 4096});
  keep_first(closing.uncommitted);
  if (repository.error()) decoder.refuse("repository", repository.error()->message);
}

}  // namespace

Result<Completion> completion_of(const Json& body) {
  constexpr Decoder::Length kLine{.least = 0, .most = 20'000};
  Decoder decoder(body);
  Completion completion;
  completion.credits_sent = decoder.has("credits_used");
  completion.credits_used = decoder.number_or("credits_used", 0, 0, 1e9);
  completion.closing.accomplished = decoder.texts_or_empty("accomplishments", 500, kLine);
  completion.closing.blockers = decoder.texts_or_empty("blockers", 500, kLine);
  completion.closing.next = decoder.texts_or_empty("next", 500, kLine);
  completion.closing.cwd = decoder.text_or("cwd", "", {.least = 0, .most = 4096});
  completion.closing.folder = decoder.text_or("folder", "", {.least = 0, .most = 4096});
  completion.closing.away_days = static_cast<int>(decoder.integer_or("away_days", 0, 0, 3650));
  completion.choice.token = decoder.text_or("hugging_face_token", "", {.least = 0, .most = 1000});
  completion.choice.name = decoder.text_or("model", "", {.least = 0, .most = 100});
  if (decoder.has("drop")) {
    const Json* items = decoder.array("drop", 500);
    for (std::size_t i = 0; items && i < items->size(); ++i) {
      const Json holder = {{"drop", (*items)[i]}};
      Decoder item(holder);
      completion.closing.drop.push_back(static_cast<int>(item.integer("drop", 1, 100'000)));
      if (item.error()) decoder.refuse("drop[" + std::to_string(i) + "]", item.error()->message);
    }
  }
  read_repository(decoder, body, completion.closing);
  if (decoder.error()) return std::unexpected(*decoder.error());
  if (auto error = too_large(completion.closing)) return std::unexpected(*std::move(error));
  mask_words(completion.closing);
  return completion;
}

std::optional<Error> no_such_step(const OpenSession& session, const std::vector<int>& drop) {
  const std::size_t steps =
      session.previous ? session.previous->next.size() + session.previous->parked.size() : 0;
  for (const int number : drop)
    if (static_cast<std::size_t>(number) > steps)
      return Error{Fault::invalid, "unknown_step",
                   "There is no step " + std::to_string(number) +
                       " to drop: the previous handoff has " + std::to_string(steps) + ".",
                   "drop"};
  return std::nullopt;
}

void describe(const OpenSession& session, Completion& completion) {
  completion.closing.project = session.project_name;
  completion.closing.session_number = session.number;
  completion.closing.date = completion.now;
  completion.closing.objectives = session.objectives;
  completion.closing.branches = session.branches;
}

std::string lines_text(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) text += (text.empty() ? "" : "\n") + line;
  return text;
}

Json receipt_of(const Handoff& handoff) {
  return {{"done", texts_of(handoff.accomplished)},
          {"partial", texts_of(handoff.in_progress)},
          {"next", texts_of(handoff.next)},
          {"blockers", texts_of(handoff.blockers)},
          {"uncommitted", Json(handoff.uncommitted)}};
}

}  // namespace baton::handoff
