#include "native/database/d1_limits.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <string_view>

namespace baton::native {
namespace {

/// Functions that both SQLite 3.40 and D1 have and that the core uses. Sorted.
constexpr auto kFunctions = std::to_array<std::string_view>({"->",
                                                             "->>",
                                                             "abs",
                                                             "avg",
                                                             "bm25",
                                                             "char",
                                                             "coalesce",
                                                             "count",
                                                             "exists",
                                                             "exp",
                                                             "glob",
                                                             "group_concat",
                                                             "highlight",
                                                             "hex",
                                                             "ifnull",
                                                             "instr",
                                                             "json",
                                                             "json_array",
                                                             "json_array_length",
                                                             "json_each",
                                                             "json_extract",
                                                             "json_group_array",
                                                             "json_group_object",
                                                             "json_object",
                                                             "json_quote",
                                                             "json_set",
                                                             "julianday",
                                                             "length",
                                                             "like",
                                                             "ln",
                                                             "lower",
                                                             "match",
                                                             "max",
                                                             "min",
                                                             "nullif",
                                                             "printf",
                                                             "quote",
                                                             "random",
                                                             "rank",
                                                             "replace",
                                                             "round",
                                                             "row_number",
                                                             "snippet",
                                                             "strftime",
                                                             "substr",
                                                             "sum",
                                                             "tanh",
                                                             "total",
                                                             "trim",
                                                             "unixepoch",
                                                             "upper"});

/// What SQLite itself calls in ALTER TABLE. No statement can.
bool is_of_alter_table(std::string_view name) {
  return name == "sqlite_rename_table" || name == "sqlite_rename_test" ||
         name == "sqlite_rename_quotefix";
}

int authorize(void* /*unused*/, int action, const char* first, const char* second,
              const char* /*database*/, const char* /*trigger*/) {
  if (action == SQLITE_ATTACH || action == SQLITE_DETACH) return SQLITE_DENY;
  if (action == SQLITE_CREATE_TEMP_TABLE || action == SQLITE_CREATE_TEMP_VIEW) return SQLITE_DENY;
  if (action != SQLITE_FUNCTION) return SQLITE_OK;
  const std::string_view name = second ? second : first;
  const bool known = std::find(kFunctions.begin(), kFunctions.end(), name) != kFunctions.end();
  return known || is_of_alter_table(name) ? SQLITE_OK : SQLITE_DENY;
}

}  // namespace

void limit_like_d1(sqlite3* handle) {
  sqlite3_limit(handle, SQLITE_LIMIT_LENGTH, 2'000'000);
  sqlite3_limit(handle, SQLITE_LIMIT_SQL_LENGTH, 100'000);
  sqlite3_limit(handle, SQLITE_LIMIT_COLUMN, 100);
  sqlite3_limit(handle, SQLITE_LIMIT_EXPR_DEPTH, 100);
  sqlite3_limit(handle, SQLITE_LIMIT_COMPOUND_SELECT, 5);
  sqlite3_limit(handle, SQLITE_LIMIT_FUNCTION_ARG, 32);
  sqlite3_limit(handle, SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 50);
  sqlite3_limit(handle, SQLITE_LIMIT_VARIABLE_NUMBER, 100);
  sqlite3_limit(handle, SQLITE_LIMIT_ATTACHED, 0);
  sqlite3_set_authorizer(handle, authorize, nullptr);
}

void lift_limits(sqlite3* handle) {
  sqlite3_set_authorizer(handle, nullptr, nullptr);
  sqlite3_limit(handle, SQLITE_LIMIT_ATTACHED, 1);
}

std::string doubtful_column(sqlite3_stmt* statement) {
  const int count = sqlite3_column_count(statement);
  std::set<std::string> names;
  for (int i = 0; count > 1 && i < count; ++i) {
    const char* name = sqlite3_column_name(statement, i);
    const bool number = std::string_view(name).find_first_not_of("0123456789") == std::string::npos;
    if (number || !names.insert(name).second) return name;
  }
  return {};
}

}  // namespace baton::native
