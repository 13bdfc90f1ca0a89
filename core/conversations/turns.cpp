#include "core/conversations/turns.hpp"

#include <algorithm>
#include <limits>

#include "core/base/hash.hpp"
#include "core/base/json.hpp"
#include "core/base/text.hpp"
#include "core/http/answer.hpp"
#include "core/store/read.hpp"

namespace baton::conversations {
namespace {

/// Rows read at once: at most 26 MB, since a Worker has 128 MB, and 100,000 in its 1000 queries.
constexpr std::int64_t kPageTurns = 100;
constexpr std::size_t kMostName =
    200;  ///< bytes; a thousand turns of an event stay below its limit

void append_optional(std::string& json, const char* name, std::string_view value) {
  if (value.empty()) return;
  json.append(",\"").append(name).append("\":");
  append_quoted(json, value);
}

Turn turn_of(const Row& row) {
  Turn turn;
  turn.uid = text_at(row, 0);
  turn.role = turn_role_of(text_at(row, 1)).value_or(Role::user);
  turn.kind = turn_kind_of(text_at(row, 2));
  turn.text = text_at(row, 3);
  turn.tool = text_at(row, 4);
  turn.agent = text_at(row, 5);
  turn.typed = integer_at(row, 6) != 0;
  turn.failed = integer_at(row, 7) != 0;
  turn.at = text_at(row, 8);
  return turn;
}

/// Position and number of the turn before the session's last `last` turns; no row if there are
/// fewer.
Statement turn_before_last(std::int64_t session_id, std::int64_t last) {
  return {
      "SELECT position, turn_number FROM conversation_history WHERE session_id = ?1 AND "
      "turn_number = (SELECT max(turn_number) FROM conversation_history WHERE session_id = ?1) - "
      "?2 "
      "ORDER BY position DESC LIMIT 1",
      {session_id, last}};
}

/// Whether a record's id can stand as it is: short, and no secret.
bool names_itself(const std::string& uid) {
  return uid.size() <= kMostName && mask_secrets(uid) == uid;
}

std::string stored_uid(const Turn& turn) {
  return names_itself(turn.uid) ? turn.uid : text_hash(turn.uid);
}

}  // namespace

void Appender::mask(Turn& turn) {
  turn.text = mask_secrets(turn.text, masked_);
  turn.tool = mask_secrets(cut(turn.tool, kMostName), masked_);
  turn.agent = mask_secrets(cut(turn.agent, kMostName), masked_);
}

void Appender::add(Turn& turn) {
  mask(turn);
  std::string_view rest = turn.text;
  for (std::size_t piece = 0; piece == 0 || !rest.empty(); ++piece) {
    const std::string_view part = cut(rest, kPieceBytes);
    add_piece(turn, piece, {text_hash(part), std::string(part)});
    rest.remove_prefix(part.size());
  }
}

void Appender::add_piece(const Turn& turn, std::size_t piece, StoredText text) {
  const std::string uid = stored_uid(turn);
  turns_ += turns_.empty() ? "{\"u\":" : ",{\"u\":";
  append_quoted(turns_, piece ? uid + '#' + std::to_string(piece) : uid);
  append_optional(turns_, "r", to_word(turn.role));
  append_optional(turns_, "k", to_word(turn.kind));
  append_optional(turns_, "h", text.hash);
  if (piece) turns_ += ",\"p\":" + std::to_string(piece);
  append_optional(turns_, "t", turn.at);
  append_optional(turns_, "n", turn.tool);
  append_optional(turns_, "a", turn.agent);
  if (turn.typed) turns_ += ",\"y\":1";
  if (turn.failed) turns_ += ",\"x\":1";
  turns_ += '}';
  bytes_ += text.body.size() + 256;
  ++count_;
  texts_.push_back(std::move(text));
}

void Appender::flush(Change& change) {
  if (empty()) return;
  change.events.push_back({"session.appended", session_uid_, "{\"turns\":[" + turns_ + "]}"});
  for (StoredText& text : texts_) change.texts.push_back(std::move(text));
  turns_.clear();
  texts_.clear();
  bytes_ = count_ = 0;
}

Task<Result<std::vector<bool>>> which_are_stored(std::string session_uid,
                                                 const std::vector<Turn>* turns) {
  constexpr std::size_t kAtOnce = 2000;
  std::vector<bool> stored(turns->size(), false);
  for (std::size_t from = 0; from < turns->size(); from += kAtOnce) {
    std::string uids = "[";
    for (std::size_t i = from; i < std::min(from + kAtOnce, turns->size()); ++i)
      append_quoted(uids += i > from ? "," : "", stored_uid((*turns)[i]));
    Statement statement{
        "SELECT u.key FROM json_each(?1) u JOIN sessions s ON s.uid = ?2 "
        "JOIN conversation_history h ON h.session_id = s.id AND h.uid = u.value",
        {uids + ']', session_uid}};
    CO_TRY(const Rows rows, read(std::move(statement)));
    for (const Row& row : rows) stored[from + static_cast<std::size_t>(integer_at(row, 0))] = true;
  }
  co_return stored;
}

[[clang::coro_wrapper]] Task<Result<int>> read_turns(std::int64_t session_id, Extractor* extractor,
                                                     Measure* measure, std::int64_t last) {
  return read_turns(
      session_id,
      [extractor, measure](const Turn& turn, int number) {
        extractor->add(turn, number);
        if (measure) measure->add(turn, number);
      },
      last);
}

namespace {

/// Reads the turns after a position, whose turn's number is `number`, up to the turn `until`.
Task<Result<int>> read_after(std::int64_t session_id, TakeTurn take, std::string position,
                             int number, std::int64_t until) {
  const int skipped = number;
  Turn pending;
  for (;;) {
    Statement statement{
        "SELECT h.uid, h.role, h.kind, coalesce(t.body, ''), h.tool, h.agent, h.typed, h.failed, "
        "h.created_at, h.position, h.piece FROM conversation_history h JOIN texts t ON t.id = "
        "h.text_id "
        "WHERE h.session_id = ?1 AND h.position > ?2 ORDER BY h.position LIMIT ?3",
        {session_id, position, kPageTurns}};
    CO_TRY(const Rows rows, read(std::move(statement)));
    for (const Row& row : rows) {
      if (integer_at(row, 10) > 0) {
        pending.text += text_at(row, 3);
        continue;
      }
      if (number > skipped) take(pending, number);
      if (number == until) co_return number;
      pending = turn_of(row);
      ++number;
    }
    if (rows.size() < static_cast<std::size_t>(kPageTurns)) break;
    position = text_at(rows.back(), 9);
  }
  if (number > skipped) take(pending, number);
  co_return number;
}

}  // namespace

Task<Result<int>> read_turns(std::int64_t session_id, TakeTurn take, std::int64_t last) {
  int number = 0;
  std::string position;
  if (last > 0) {
    CO_TRY(const Rows before, read(turn_before_last(session_id, last)));
    if (!before.empty()) position = text_at(before[0], 0);
    if (!before.empty()) number = static_cast<int>(integer_at(before[0], 1));
  }
  co_return co_await read_after(session_id, std::move(take), std::move(position), number,
                                std::numeric_limits<std::int64_t>::max());
}

[[clang::coro_wrapper]] Task<Result<int>> read_first_turns(std::int64_t session_id, TakeTurn take,
                                                           std::int64_t most) {
  return read_after(session_id, std::move(take), "", 0, most);
}

}  // namespace baton::conversations
