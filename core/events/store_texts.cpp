#include "core/events/store_texts.hpp"

#include <iterator>

#include "core/base/text.hpp"
#include "core/store/read.hpp"

namespace baton {
namespace {

/// A statement takes at most 100 parameters, D1's limit.
constexpr std::size_t kTextsPerStatement = 33;
constexpr std::size_t kBytesPerStatement = 1'000'000;

/// `INSERT INTO texts … VALUES (?1, ?2, ?3), …` for `count` texts.
std::string insert_texts(std::size_t count) {
  std::string sql = "INSERT INTO texts (hash, body, words) VALUES ";
  for (std::size_t i = 0; i < count; ++i) {
    sql += i ? ", (" : "(";
    for (std::size_t column = 1; column <= 3; ++column)
      sql += (column > 1 ? ", ?" : "?") + std::to_string(3 * i + column);
    sql += ')';
  }
  return sql +
         " ON CONFLICT (hash) DO UPDATE SET body = excluded.body, words = excluded.words "
         "WHERE texts.body IS NULL";
}

/// How many of the texts from `at` on go into one statement: as many as it takes, or one. So there
/// are only two statements to prepare.
std::size_t together(const std::vector<StoredText>& texts, std::size_t at) {
  if (texts.size() - at < kTextsPerStatement) return 1;
  std::size_t bytes = 0;
  for (std::size_t i = at; i < at + kTextsPerStatement; ++i) bytes += texts[i].body.size();
  return bytes <= kBytesPerStatement ? kTextsPerStatement : 1;
}

/// The statements at the front that fit into `room`, taken off.
std::vector<Statement> take_fitting(std::vector<Statement>& statements, Room room) {
  std::size_t count = 0;
  std::size_t bytes = 0;
  while (count < statements.size() && count < room.statements &&
         (bytes += bytes_of(statements[count])) <= room.bytes)
    ++count;
  const auto end = statements.begin() + static_cast<std::ptrdiff_t>(count);
  std::vector<Statement> taken(std::make_move_iterator(statements.begin()),
                               std::make_move_iterator(end));
  statements.erase(statements.begin(), end);
  return taken;
}

}  // namespace

std::vector<Statement> text_statements(std::vector<StoredText> texts) {
  std::vector<Statement> statements;
  for (std::size_t at = 0; at < texts.size();) {
    const std::size_t count = together(texts, at);
    Statement& statement = statements.emplace_back(insert_texts(count), std::vector<Value>{});
    for (const std::size_t end = at + count; at < end; ++at) {
      std::string words = identifier_words(texts[at].body);
      statement.parameters.emplace_back(std::move(texts[at].hash));
      statement.parameters.emplace_back(std::move(texts[at].body));
      statement.parameters.emplace_back(std::move(words));
    }
  }
  return statements;
}

Room room_beside(const std::vector<Statement>& statements) {
  std::size_t bytes = 0;
  for (const Statement& statement : statements) bytes += bytes_of(statement);
  return {kBatchStatements - statements.size(), kBatchBytes - bytes};
}

Task<Result<std::vector<Statement>>> store_ahead(std::vector<Statement> texts, Room room) {
  for (;;) {
    std::vector<Statement> fitting = take_fitting(texts, room);
    if (texts.empty()) co_return fitting;
    texts.insert(texts.begin(), std::make_move_iterator(fitting.begin()),
                 std::make_move_iterator(fitting.end()));
    CO_TRY(const std::vector<Rows> none,
           read_all(take_fitting(texts, {kBatchStatements, kBatchBytes})));
    static_cast<void>(none);
  }
}

}  // namespace baton
