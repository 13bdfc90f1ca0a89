#pragma once
#include <cstdint>
#include <string>
#include <string_view>
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
/// "transient" where the connection to the store was lost and nobody knows whether the batch was
/// done, "too_big", "read_only", "disk_full", "busy", "corrupt" or "store" for the rest.
struct Batch {
  using Reply = Result<std::vector<Rows>>;
  std::vector<Statement> statements;
};

/// What the code of a failed batch becomes for the client.
Fault fault_of_store(std::string_view code);

/// The most that one batch holds: what D1 runs well within its 30 s. Natively the same is enforced.
inline constexpr std::size_t kBatchStatements = 100;
inline constexpr std::size_t kBatchBytes = 4'000'000;  ///< of SQL and bound texts

/// What a statement adds to the bytes of its batch.
std::size_t bytes_of(const Statement& statement);

/// Whether the statements fit into one batch.
bool fits_a_batch(const std::vector<Statement>& statements);

}  // namespace baton
