#include "core/conversations/conversations.hpp"

#include <algorithm>

#include "core/base/hash.hpp"
#include "core/base/json.hpp"
#include "core/base/text.hpp"
#include "core/conversations/turns.hpp"
#include "core/events/event.hpp"
#include "core/http/answer.hpp"
#include "core/store/listing.hpp"
#include "core/store/read.hpp"

namespace baton::conversations {
namespace {

constexpr std::size_t kMostTurns = 100'000;
constexpr int kAttempts = 16;

/// Turns of one change, whose events fit into a batch.
constexpr std::size_t kTurnsPerChange = 10'000;

/// Of the rows stored from the ?3-th on, against those sent (?2: a JSON array of signatures): how
/// many of the sent ones there are, whether one differs, and how many rows and turns the session
/// has. MATERIALIZED lets SQLite join by an index of its own; without, it takes time by the square.
constexpr const char* kCompare = R"(WITH sent AS MATERIALIZED (
  SELECT key AS k, value AS signature FROM json_each(?2)),
stored AS (
  SELECT row_number() OVER (ORDER BY h.position) - 1 AS k,
    h.role || ' ' || h.piece || ' ' || t.hash AS signature
  FROM (SELECT position, role, piece, text_id FROM conversation_history
        WHERE session_id = ?1 ORDER BY position LIMIT json_array_length(?2) OFFSET ?3) h
  JOIN texts t ON t.id = h.text_id)
SELECT (SELECT count(*) FROM stored),
  EXISTS (SELECT 1 FROM stored JOIN sent USING (k) WHERE stored.signature <> sent.signature),
  (SELECT count(*) FROM conversation_history WHERE session_id = ?1),
  (SELECT conversation_count FROM sessions WHERE id = ?1))";

constexpr std::size_t kRowsCompared = 20'000;

std::string content_of(Decoder& item, const Json& json) {
  const auto content = json.find("content");
  if (content != json.end() && (content->is_array() || content->is_object()))
    return to_text(*content);
  if (content == json.end() || content->is_null()) {
    item.refuse("content", "content is required.", "missing_field");
    return {};
  }
  return item.text("content", {.least = 0, .most = 4'000'000});
}

Result<Turn> turn_of(const Json& json, std::size_t index) {
  Decoder item(json, "conversation[" + std::to_string(index) + "]");
  Turn turn;
  std::string role = item.text("role", {.least = 1, .most = 40});
  if (role == "human") role = "user";
  if (role == "ai" || role == "model") role = "assistant";
  const auto known = turn_role_of(role);
  if (!item.error() && !known) item.refuse("role", "role must be user, assistant, system or tool.");
  if (json.is_object()) turn.text = content_of(item, json);
  if (item.error()) return std::unexpected(*item.error());
  turn.role = *known;
  turn.kind = turn.role == Role::tool ? TurnKind::tool_result : TurnKind::text;
  turn.typed = turn.role == Role::user;
  return turn;
}

Result<std::vector<Turn>> turns_of(const Json& conversation) {
  std::vector<Turn> turns;
  for (std::size_t i = 0; i < conversation.size(); ++i) {
    TRY(Turn turn, turn_of(conversation[i], i));
    turns.push_back(std::move(turn));
  }
  return turns;
}

/// A turn's rows, as the Appender cuts them, by what identifies each: "role piece hash".
std::vector<std::string> signatures_of(const Turn& turn) {
  std::vector<std::string> signatures;
  std::string_view rest = turn.text;
  do {
    const std::string_view piece = cut(rest, kPieceBytes);
    signatures.push_back(std::string(to_word(turn.role)) + ' ' + std::to_string(signatures.size()) +
                         ' ' + text_hash(piece));
    rest.remove_prefix(piece.size());
  } while (!rest.empty());
  return signatures;
}

/// What was sent: the turns, what identifies each, and their rows as the JSON arrays that
/// `kCompare` takes.
struct Sent {
  std::vector<Turn> turns;
  std::vector<std::string> names;  ///< each turn's signatures
  std::vector<std::string> arrays;
  std::vector<std::size_t> rows_before;  ///< each turn
  std::size_t rows = 0;
};

Sent sent_of(std::vector<Turn> turns) {
  Sent sent{std::move(turns), {}, {}, {}, 0};
  MaskCounts masked;
  for (Turn& turn : sent.turns) {
    turn.text = mask_secrets(turn.text, masked);
    sent.rows_before.push_back(sent.rows);
    std::string& name = sent.names.emplace_back();
    for (const std::string& signature : signatures_of(turn)) {
      name += '|' + signature;
      if (sent.rows++ % kRowsCompared == 0) sent.arrays.emplace_back("[");
      std::string& array = sent.arrays.back();
      array += (array.size() > 1 ? ",\"" : "\"") + signature + '"';
    }
  }
  if (sent.arrays.empty()) sent.arrays.emplace_back("[");
  for (std::string& array : sent.arrays) array += ']';
  return sent;
}

struct Decision {
  std::size_t skip = 0;     ///< turns that are stored already
  std::int64_t rows = 0;    ///< of the session, on which the decision rests
  std::int64_t stored = 0;  ///< turns of the session
};

/// How many turns the first `rows` rows are; 0 if they end within a turn, which then was changed.
std::size_t turns_of_rows(const Sent& sent, std::size_t rows) {
  if (rows == sent.rows) return sent.turns.size();
  const auto next = std::ranges::lower_bound(sent.rows_before, rows);
  return *next == rows ? static_cast<std::size_t>(next - sent.rows_before.begin()) : 0;
}

Task<Result<Decision>> decide(std::int64_t session_id, const Sent* sent) {
  std::vector<Statement> statements;
  for (std::size_t i = 0; i < sent->arrays.size(); ++i)
    statements.push_back(
        {kCompare, {session_id, sent->arrays[i], static_cast<std::int64_t>(i * kRowsCompared)}});
  CO_TRY(const std::vector<Rows> answers, read_all(std::move(statements)));
  Decision decision;
  std::size_t same = 0;
  bool differs = false;
  for (const Rows& rows : answers) {
    same += static_cast<std::size_t>(integer_at(rows[0], 0));
    differs = differs || integer_at(rows[0], 1) != 0;
    decision.rows = integer_at(rows[0], 2);
    decision.stored = integer_at(rows[0], 3);
  }
  if (!differs) decision.skip = turns_of_rows(*sent, same);
  co_return decision;
}

/// Where the next change ends, which adds the turns from `decision.skip` on.
std::size_t end_of_change(const Sent& sent, const Decision& decision) {
  return std::min(sent.turns.size(), decision.skip + kTurnsPerChange);
}

Change additions(const Sent& sent, const Decision& decision, std::int64_t session_id,
                 const std::string& session_uid) {
  Change change;
  change.guards.push_back(
      unless("(SELECT count(*) FROM conversation_history WHERE session_id = ?1) <> ?2",
             {session_id, decision.rows}));
  Appender appender(session_uid);
  for (std::size_t i = decision.skip; i < end_of_change(sent, decision); ++i) {
    Turn turn = sent.turns[i];
    const auto position = decision.rows + static_cast<std::int64_t>(i - decision.skip);
    turn.uid = text_hash(std::to_string(position) + sent.names[i]).substr(0, 16);
    appender.add(turn);
    if (appender.full()) appender.flush(change);
  }
  appender.flush(change);
  return change;
}

Response saved(std::size_t added, std::int64_t total) {
  const std::string message =
      added == 1 ? "1 turn saved." : std::to_string(added) + " turns saved.";
  return answer(
      R"({"saved":)" + std::to_string(added) + R"(,"total":)" + std::to_string(total) + "}",
      R"("message":)" + json_quoted(message));
}

/// The rows of the turns before number `turn`.
std::size_t rows_before(const Sent& sent, std::size_t turn) {
  return turn < sent.turns.size() ? sent.rows_before[turn] : sent.rows;
}

/// Adds what is not stored yet. Many turns take several changes; what others add between two of
/// them stands there then.
Task<Result<Response>> add(std::int64_t session_id, std::string session_uid, const Sent* sent) {
  CO_TRY(Decision decision, decide(session_id, sent));
  std::size_t added = 0;
  for (int attempt = 0; decision.skip < sent->turns.size();) {
    const std::size_t end = end_of_change(*sent, decision);
    Change change = additions(*sent, decision, session_id, session_uid);
    const auto outcome = co_await commit(std::move(change));
    if (outcome) {
      decision.rows +=
          static_cast<std::int64_t>(rows_before(*sent, end) - rows_before(*sent, decision.skip));
      decision.stored += static_cast<std::int64_t>(end - decision.skip);
      added += end - decision.skip;
      decision.skip = end;
    } else if (outcome.error().code == "guard" && attempt++ < kAttempts) {
      CO_TRY(Decision again, decide(session_id, sent));
      if (added > 0) again.skip = decision.skip;
      decision = again;
    } else {
      co_return std::unexpected(outcome.error());
    }
  }
  co_return saved(added, decision.stored);
}

constexpr const char* kTurnColumns =
    "SELECT json_object('turn_number', h.turn_number, 'role', h.role, 'kind', h.kind, 'content', "
    "coalesce(t.body, ''), 'tool', h.tool, 'agent', h.agent, 'failed', json(CASE h.failed WHEN 0 "
    "THEN 'false' ELSE 'true' END), 'typed', json(CASE h.typed WHEN 0 THEN 'false' ELSE 'true' "
    "END), "
    "'piece', h.piece, 'created_at', h.created_at)";

/// What a deleted project holds is kept, but hidden.
constexpr const char* kSessions =
    " FROM sessions s JOIN projects p ON p.id = s.project_id AND p.deleted = 0 AND s.deleted = 0 ";

constexpr const char* kTurns =
    "JOIN conversation_history h ON h.session_id = s.id JOIN texts t ON t.id = h.text_id ";

Statement select_session(const Key& key) {
  return {std::string("SELECT s.id, s.uid") + kSessions + "WHERE s." + key.column + " = ?1",
          {key.value}};
}

}  // namespace

Task<Result<Response>> save(Context& /*context*/, Request request) {
  CO_CHECK(const Json body, body_of(request));
  Decoder decoder(body);
  const std::string id = decoder.id("session_id");
  const Json* conversation = decoder.array("conversation", kMostTurns);
  if (decoder.error()) co_return std::unexpected(*decoder.error());
  CO_CHECK(const Key key, key_of(id, "session_id"));
  CO_CHECK(std::vector<Turn> turns, turns_of(*conversation));
  CO_TRY(const Row session, read_one(select_session(key), "session", id));
  const Sent sent = sent_of(std::move(turns));
  co_return co_await add(integer_at(session, 0), text_at(session, 1), &sent);
}

Task<Result<Response>> turns(Context& /*context*/, Request request) {
  const std::string id(request.param("id"));
  CO_CHECK(const Key key, key_of(id, "id"));
  CO_CHECK(const Page page, page_of(request));
  const Listing listing{.select = kTurnColumns,
                        .from = std::string(kSessions) + kTurns + "WHERE s." + key.column + " = ?1",
                        .keys = {{"h.position", Listing::text}},
                        .parameters = {key.value}};
  CO_CHECK(Statement listed, page_statement(listing, page));
  std::vector<Statement> statements;
  statements.push_back(select_session(key));
  statements.push_back(std::move(listed));
  CO_TRY(std::vector<Rows> rows, read_all(std::move(statements)));
  if (rows[0].empty()) co_return std::unexpected(unknown("session", id));
  co_return answer_page(std::move(rows[1]), page);
}

Task<Result<Response>> turn(Context& /*context*/, Request request) {
  const std::string id(request.param("id"));
  const std::string number(request.param("number"));
  CO_CHECK(const Key key, key_of(id, "id"));
  Statement statement{
      "SELECT json_object('turn_number', h.turn_number, 'role', h.role, 'kind', h.kind, "
      "'tool', h.tool, 'agent', h.agent, 'failed', json(CASE h.failed WHEN 0 THEN 'false' ELSE "
      "'true' END), 'typed', json(CASE h.typed WHEN 0 THEN 'false' ELSE 'true' END), "
      "'created_at', h.created_at), coalesce(t.body, '')" +
          std::string(kSessions) + kTurns + "WHERE s." + key.column +
          " = ?1 AND h.turn_number = ?2 ORDER BY h.position",
      {key.value, whole_number(number).value_or(0)}};
  CO_TRY(const Rows rows, read(std::move(statement)));
  if (rows.empty()) co_return std::unexpected(unknown("turn", number));
  std::string content;
  for (const Row& row : rows) content += text_at(row, 1);
  std::string json = text_at(rows[0], 0);
  json.back() = ',';
  co_return answer(json + R"("content":)" + json_quoted(content) + "}");
}

}  // namespace baton::conversations
