#include "native/database/connection.hpp"

#include <chrono>
#include <thread>

#include "native/database/d1_limits.hpp"
#include "native/database/errors.hpp"

namespace baton::native {
namespace {

/// SQLITE_TOOBIG for a text over the limit, which would else be taken for NULL.
int bind(sqlite3_stmt* statement, int index, const Value& value) {
  if (const auto* text = std::get_if<std::string>(&value))
    return sqlite3_bind_text64(statement, index, text->data(), text->size(), SQLITE_STATIC,
                               SQLITE_UTF8);
  if (const auto* number = std::get_if<std::int64_t>(&value))
    return sqlite3_bind_int64(statement, index, *number);
  if (const auto* real = std::get_if<double>(&value))
    return sqlite3_bind_double(statement, index, *real);
  return sqlite3_bind_null(statement, index);
}

Value column(sqlite3_stmt* statement, int index) {
  switch (sqlite3_column_type(statement, index)) {
    case SQLITE_INTEGER:
      return std::int64_t{sqlite3_column_int64(statement, index)};
    case SQLITE_FLOAT:
      return sqlite3_column_double(statement, index);
    case SQLITE_NULL:
      return std::monostate{};
    default: {
      const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement, index));
      return std::string(text, static_cast<std::size_t>(sqlite3_column_bytes(statement, index)));
    }
  }
}

/// Steps of SQLite's machine between two looks at the clock.
constexpr int kStepsBetweenLooks = 10'000;

/// Tries again every millisecond, so that none of many waiting processes starves.
int wait_until(void* deadline, int /*times*/) {
  if (std::chrono::steady_clock::now() >= *static_cast<Database::Deadline*>(deadline)) return 0;
  std::this_thread::sleep_for(std::chrono::milliseconds(1));
  return 1;
}

int is_over(void* deadline) {
  const auto last = *static_cast<Database::Deadline*>(deadline) + std::chrono::milliseconds(500);
  return std::chrono::steady_clock::now() >= last ? 1 : 0;
}

}  // namespace

void Database::Connection::keep_to_deadline() {
  if (deadline == kNoDeadline) {
    sqlite3_busy_timeout(handle.get(), 10'000);
    return;
  }
  sqlite3_busy_handler(handle.get(), wait_until, &deadline);
  sqlite3_progress_handler(handle.get(), kStepsBetweenLooks, is_over, &deadline);
}

bool Database::Connection::execute(const char* sql) const {
  return sqlite3_exec(handle.get(), sql, nullptr, nullptr, nullptr) == SQLITE_OK;
}

std::unexpected<Error> Database::Connection::error() const {
  return std::unexpected(error_of(handle.get(), path));
}

Result<sqlite3_stmt*> Database::Connection::prepare(const std::string& sql) {
  if (const auto found = prepared.find(sql); found != prepared.end()) return found->second.get();
  sqlite3_stmt* statement = nullptr;
  if (sqlite3_prepare_v3(handle.get(), sql.data(), static_cast<int>(sql.size()),
                         SQLITE_PREPARE_PERSISTENT, &statement, nullptr) != SQLITE_OK)
    return error();
  const auto kept = prepared.emplace(sql, statement).first;
  if (std::string name = doubtful_column(statement); !name.empty()) {
    prepared.erase(kept);
    return fail(Fault::unavailable, "store",
                "A statement has two columns, of which one is called " + name +
                    " like another or by a number.");
  }
  return statement;
}

Result<Rows> Database::Connection::step_all(sqlite3_stmt* statement) const {
  Rows rows;
  const int columns = sqlite3_column_count(statement);
  int result = 0;
  while ((result = sqlite3_step(statement)) == SQLITE_ROW) {
    Row& row = rows.emplace_back();
    row.reserve(static_cast<std::size_t>(columns));
    for (int i = 0; i < columns; ++i) row.push_back(column(statement, i));
  }
  if (result != SQLITE_DONE) return error();
  return rows;
}

Result<Rows> Database::Connection::run(const Statement& statement) {
  TRY(sqlite3_stmt * ready, prepare(statement.sql));
  int index = 0;
  int bound = SQLITE_OK;
  for (const Value& value : statement.parameters)
    if (bound == SQLITE_OK) bound = bind(ready, ++index, value);
  Result<Rows> rows = bound == SQLITE_OK ? step_all(ready) : error();
  sqlite3_reset(ready);
  sqlite3_clear_bindings(ready);
  return rows;
}

Result<bool> Database::Connection::writes(const Batch& batch) {
  for (const Statement& statement : batch.statements) {
    TRY(sqlite3_stmt * ready, prepare(statement.sql));
    if (!sqlite3_stmt_readonly(ready)) return true;
  }
  return false;
}

Batch::Reply Database::Connection::run_all(const Batch& batch) {
  std::vector<Rows> answers;
  answers.reserve(batch.statements.size());
  for (const Statement& statement : batch.statements) {
    TRY(Rows rows, run(statement));
    answers.push_back(std::move(rows));
  }
  return answers;
}

Result<std::int64_t> Database::Connection::number(const std::string& sql) {
  TRY(const Rows rows, run({sql, {}}));
  const auto* value = rows.empty() ? nullptr : std::get_if<std::int64_t>(rows[0].data());
  return value ? *value : 0;
}

}  // namespace baton::native
