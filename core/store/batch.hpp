#pragma once
#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "core/base/result.hpp"

namespace baton {

/// A bound parameter or a column of an answer: SQL's NULL, INTEGER, REAL, TEXT (UTF-8).
using Value = std::variant<std::monostate, std::int64_t, double, std::string>;

/// One SQL statement with its parameters ?1, ?2, … (at most 100, D1's limit).
struct Statement {
  std::string sql;
  std::vector<Value> parameters;
};

using Row = std::vector<Value>;
using Rows = std::vector<Row>;

/// An effect: statements that the host runs in order as one atomic transaction.
/// The reply holds the rows of each statement, or the error that rolled all of them back:
/// code "guard" for a failed precondition, "constraint" for any other constraint,
/// "too_big", "read_only", "disk_full", "busy", "corrupt" or "store" for the rest.
struct Batch {
  using Reply = Result<std::vector<Rows>>;
  std::vector<Statement> statements;
};

}  // namespace baton
