#include "core/store/batch.hpp"

namespace baton {

Fault fault_of_store(std::string_view code) {
  if (code == "guard") return Fault::conflict;
  return code == "too_big" ? Fault::too_large : Fault::unavailable;
}

std::size_t bytes_of(const Statement& statement) {
  std::size_t bytes = statement.sql.size();
  for (const Value& value : statement.parameters) {
    const auto* text = std::get_if<std::string>(&value);
    bytes += text ? text->size() : sizeof(std::int64_t);
  }
  return bytes;
}

bool fits_a_batch(const std::vector<Statement>& statements) {
  std::size_t bytes = 0;
  for (const Statement& statement : statements) bytes += bytes_of(statement);
  return statements.size() <= kBatchStatements && bytes <= kBatchBytes;
}

}  // namespace baton
