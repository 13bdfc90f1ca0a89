#include "core/handoff/interim.hpp"

#include <algorithm>

#include "core/base/json.hpp"
#include "core/base/text.hpp"
#include "core/base/time.hpp"
#include "core/conversations/turns.hpp"
#include "core/handoff/completion_request.hpp"
#include "core/handoff/sections.hpp"
#include "core/http/answer.hpp"
#include "core/store/read.hpp"
#include "core/transcript/importer.hpp"

namespace baton::handoff {
namespace {

constexpr std::size_t kMostTranscript = 1'000'000;
constexpr std::int64_t kLastTurns = 300;

std::vector<Turn> turns_of_end(std::string_view transcript) {
  std::vector<Turn> turns;
  auto importer = make_importer(recognise(transcript, ""));
  if (!importer) importer = make_importer("conversation_markdown");
  if (!importer) return turns;
  importer->feed(transcript, turns);
  importer->finish(turns);
  return turns;
}

/// Numbers of an end's turns are not the session's.
Handoff without_references(Handoff handoff) {
  const auto strip = [](HandoffItem& item) { item.session = item.turn = 0; };
  for (const ItemSection& section : kItemSections)
    std::ranges::for_each(handoff.*section.items, strip);
  for (const ItemSection& section : kLaterSections)
    std::ranges::for_each(handoff.*section.items, strip);
  strip(handoff.goal);
  for (HandoffCommand& command : handoff.commands) command.session = command.turn = 0;
  handoff.last_test.session = handoff.last_test.turn = 0;
  return handoff;
}

void add_lines(const Row& row, std::size_t column, std::vector<std::string>& lines) {
  std::vector<std::string> before;
  const std::string text = text_at(row, column);
  for (const std::string_view line : lines_of(text))
    if (!line.empty() && std::ranges::find(lines, line) == lines.end()) before.emplace_back(line);
  lines.insert(lines.begin(), before.begin(), before.end());
}

void add_interim_event(Change& change, const std::string& session_uid, const Closing& closing) {
  Json set = {{"status", "paused"}};
  if (!closing.accomplished.empty()) set["accomplishments"] = lines_text(closing.accomplished);
  if (!closing.blockers.empty()) set["blockers"] = lines_text(closing.blockers);
  if (!closing.next.empty()) set["next"] = lines_text(closing.next);
  const Json body = {{"set", std::move(set)}};
  change.events.push_back({"session.changed", session_uid, to_text(body)});
}

}  // namespace

Handoff handoff_of_end(std::string_view transcript, const Closing& closing,
                       const Handoff* previous) {
  Extractor extractor(closing.cwd, closing.folder);
  MaskCounts masked;
  int number = 0;
  for (Turn& turn : turns_of_end(transcript)) {
    turn.text = mask_secrets(turn.text, masked);
    turn.tool = mask_secrets(turn.tool, masked);
    extractor.add(turn, ++number);
  }
  return without_references(extractor.finish(closing, previous));
}

namespace {

/// Of the transcript's end if there is one, else of the last turns that are stored.
Task<Result<Handoff>> interim_handoff(std::int64_t session_id, const std::string* transcript,
                                      const Closing* closing, const Handoff* previous) {
  if (!transcript->empty()) co_return handoff_of_end(*transcript, *closing, previous);
  Extractor extractor(closing->cwd, closing->folder);
  CO_TRY(const int turns, conversations::read_turns(session_id, &extractor, nullptr, kLastTurns));
  static_cast<void>(turns);
  co_return extractor.finish(*closing, previous);
}

}  // namespace

Task<Result<bool>> take_interim_words(std::string session_uid, Closing* closing) {
  constexpr const char* kField = "(SELECT value FROM fields WHERE entity_id = ?1 AND field = '";
  const auto field = [](const char* name) { return kField + std::string(name) + "')"; };
  CO_TRY(const Rows rows, read({"SELECT " + field("accomplishments") + ", " + field("blockers") +
                                    ", " + field("next"),
                                {session_uid}}));
  add_lines(rows[0], 0, closing->accomplished);
  add_lines(rows[0], 1, closing->blockers);
  add_lines(rows[0], 2, closing->next);
  co_return true;
}

Task<Result<Response>> interim(Context& /*context*/, Request request) {
  const std::string id(request.param("id"));
  CO_CHECK(const Key key, key_of(id, "id"));
  if (trimmed(request.body).empty()) request.body = "{}";
  CO_CHECK(const Json body, body_of(request));
  CO_CHECK(Completion completion, completion_of(body));
  Decoder decoder(body);
  const std::string transcript =
      decoder.text_or("transcript", "", {.least = 0, .most = kMostTranscript});
  if (decoder.error()) co_return std::unexpected(*decoder.error());
  CO_TRY(const OpenSession session, open_session(key, id, completion.closing.branch));
  if (session.status == "completed") co_return std::unexpected(already_completed(session));
  CO_TRY(completion.now, now_text());
  describe(session, completion);

  CO_TRY(const Handoff handoff, interim_handoff(session.id, &transcript, &completion.closing,
                                                session.previous ? &*session.previous : nullptr));

  Change change;
  change.guards.push_back(unless(
      "EXISTS (SELECT 1 FROM sessions WHERE id = ?1 AND status = 'completed')", {session.id}));
  add_interim_event(change, session.uid, completion.closing);
  const std::string markdown = render_markdown(handoff);
  Revision revision{session.uid, session.newest_handoff_uid,          markdown,
                    "extracted", written_at(session, completion.now), handoff.branch};
  CO_TRY(const std::string uid, add_handoff(&change, std::move(revision)));
  const auto outcome = co_await commit(std::move(change));
  if (!outcome && outcome.error().code == "guard")
    co_return std::unexpected(already_completed(session));
  if (!outcome) co_return std::unexpected(outcome.error());
  const Json data = {{"session_id", session.id},
                     {"session_number", session.number},
                     {"handoff_uid", uid},
                     {"handoff_content", markdown},
                     {"receipt", receipt_of(handoff)}};
  co_return answer(to_text(data));
}

}  // namespace baton::handoff
