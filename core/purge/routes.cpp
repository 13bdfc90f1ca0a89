#include "core/purge/routes.hpp"

#include "core/base/json.hpp"
#include "core/base/text.hpp"
#include "core/http/answer.hpp"
#include "core/purge/page.hpp"
#include "core/purge/purge.hpp"
#include "core/store/read.hpp"

namespace baton::purge {
namespace {

constexpr std::size_t kLeastText = 6;
constexpr std::size_t kMostText = 10'000;
constexpr std::string_view kEvents = "events:";
constexpr std::string_view kTexts = "texts:";

/// Where a scan stands: first the texts, then the events.
struct Position {
  bool texts = true;
  std::int64_t after = 0;
};

Result<Position> position_in(const Request& request) {
  std::string_view cursor = request.argument("cursor");
  if (cursor.empty()) return Position{};
  Position position;
  position.texts = !cursor.starts_with(kEvents);
  if (cursor.starts_with(kEvents) || cursor.starts_with(kTexts))
    cursor = cursor.substr(cursor.find(':') + 1);
  const auto number = whole_number(cursor);
  if (number && *number >= 0) {
    position.after = *number;
    return position;
  }
  return fail(Fault::invalid, "invalid_field", "cursor must be the next_cursor of an answer.",
              "cursor");
}

/// Of a row of texts_page: the turn, the handoff or the item of knowledge that it stands in.
Json place_of_text(const Row& row) {
  for (std::size_t column = 3; column < row.size(); ++column)
    if (auto place = parse_json(text_at(row, column))) return *std::move(place);
  return {{"kind", "text"}};
}

Json place_of_event(const Row& row) {
  return {{"kind", "event"},
          {"seq", integer_at(row, 0)},
          {"type", text_at(row, 3)},
          {"entity_id", text_at(row, 4)}};
}

Json found_in(const Rows& rows, bool texts) {
  Json found = Json::array();
  for (const Row& row : rows) {
    MaskCounts counts;
    if (texts)
      purged_text({}, text_at(row, 2), counts);
    else
      purged_event({}, text_at(row, 2), counts);
    for (const auto& [rule, count] : counts) {
      Json one = texts ? place_of_text(row) : place_of_event(row);
      one["rule"] = rule;
      one["count"] = count;
      found.push_back(std::move(one));
    }
  }
  MaskCounts ignored;
  mask_json(found, ignored);
  return found;
}

std::string next_of(const Rows& rows, Position position) {
  if (rows.empty()) return position.texts ? std::string(kEvents) + '0' : "";
  return std::string(position.texts ? kTexts : kEvents) +
         std::to_string(integer_at(rows.back(), 0));
}

Result<Job> job_in(const Json& body) {
  Decoder decoder(body);
  Job job;
  const bool secrets = decoder.boolean_or("secrets", false);
  if (decoder.has("text")) {
    job.what = Job::What::text;
    job.text = decoder.text("text", {.least = 1, .most = kMostText});
    if (job.text.size() < kLeastText)
      decoder.refuse("text", "text must have at least 6 bytes: it is purged wherever it stands.");
    if (contains(kForgotten, job.text))
      decoder.refuse("text", "text is what stands for a purged one.");
  }
  if (decoder.has("session")) {
    job.what = Job::What::session;
    job.session_uid = decoder.text("session", {.least = 1, .most = 64});
  }
  if (decoder.error()) return std::unexpected(*decoder.error());
  if (int{secrets} + int{decoder.has("text")} + int{decoder.has("session")} == 1) return job;
  return fail(Fault::invalid, "missing_field",
              "Send one of \"secrets\": true, \"text\" and \"session\".", "secrets");
}

}  // namespace

Task<Result<Response>> secrets(Context& /*context*/, Request request) {
  CO_CHECK(const Position position, position_in(request));
  std::vector<Statement> statements;
  statements.push_back(position.texts ? texts_page({}, position.after, true)
                                      : events_page({}, position.after));
  statements.push_back({"SELECT count(*) FROM purge", {}});
  CO_TRY(const std::vector<Rows> rows, read_all(std::move(statements)));
  const std::string next = next_of(rows[0], position);
  const Json data = {{"texts", position.texts ? rows[0].size() : 0},
                     {"events", position.texts ? 0 : rows[0].size()},
                     {"found", found_in(rows[0], position.texts)},
                     {"unfinished", integer_at(rows[1][0], 0) != 0}};
  co_return answer(to_text(data), next.empty() ? "" : R"("next_cursor":)" + json_quoted(next));
}

Task<Result<Response>> purge(Context& /*context*/, Request request) {
  CO_CHECK(const Json body, body_of(request));
  CO_CHECK(Job job, job_in(body));
  CO_TRY(const State state, go_on(std::move(job)));
  const Json data = {{"done", state.done},
                     {"texts", state.texts},
                     {"events", state.events},
                     {"erased", state.erased}};
  co_return answer(to_text(data));
}

}  // namespace baton::purge
