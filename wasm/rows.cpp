#include "wasm/rows.hpp"

#include <cmath>
#include <cstring>
#include <optional>

namespace baton::wasm {
namespace {

constexpr double kWholeLimit = 9007199254740992.0;

std::unexpected<Error> malformed() {
  return fail(Fault::invalid, "malformed", "the rows of the batch do not fit their lengths");
}

/// Takes values off the front of the bytes; nullopt once they do not hold what is asked for. wasm
/// and its hosts' views of its memory are little-endian.
class Reader {
 public:
  explicit Reader(std::string_view bytes) : left_(bytes) {}

  template <class T>
  std::optional<T> number() {
    T value;
    const auto bytes = text(sizeof value);
    if (!bytes) return std::nullopt;
    std::memcpy(&value, bytes->data(), sizeof value);
    return value;
  }

  std::optional<std::string_view> text(std::size_t length) {
    if (length > left_.size()) return std::nullopt;
    const std::string_view taken = left_.substr(0, length);
    left_.remove_prefix(length);
    return taken;
  }

  std::size_t left() const { return left_.size(); }

 private:
  std::string_view left_;
};

Value value_of(double number) {
  const bool whole = std::abs(number) <= kWholeLimit && number == std::trunc(number);
  if (whole) return static_cast<std::int64_t>(number);
  return number;
}

std::optional<Value> read_value(Reader& reader) {
  const auto kind = reader.number<char>();
  if (kind == 'n') return Value();
  if (kind == 'd') {
    const auto number = reader.number<double>();
    return number ? std::optional(value_of(*number)) : std::nullopt;
  }
  if (kind != 't') return std::nullopt;
  const auto length = reader.number<std::uint32_t>();
  const auto text = length ? reader.text(*length) : std::nullopt;
  return text ? std::optional<Value>(std::string(*text)) : std::nullopt;
}

std::optional<Row> read_row(Reader& reader, std::uint32_t columns) {
  Row row;
  row.reserve(columns);
  while (row.size() < columns) {
    auto value = read_value(reader);
    if (!value) return std::nullopt;
    row.push_back(*std::move(value));
  }
  return row;
}

/// A value takes a byte at least, so a count beyond the bytes that are left is wrong.
std::optional<Rows> read_statement(Reader& reader) {
  const auto count = reader.number<std::uint32_t>();
  const auto columns = reader.number<std::uint32_t>();
  if (!columns || *count > reader.left() || *columns > reader.left()) return std::nullopt;
  if (*count > 0 && *columns == 0) return std::nullopt;
  Rows rows;
  rows.reserve(*count);
  while (rows.size() < *count) {
    auto row = read_row(reader, *columns);
    if (!row) return std::nullopt;
    rows.push_back(*std::move(row));
  }
  return rows;
}

}  // namespace

Result<std::vector<Rows>> read_rows(std::string_view bytes, std::size_t statements) {
  Reader reader(bytes);
  std::vector<Rows> answers;
  answers.reserve(statements);
  while (answers.size() < statements) {
    auto rows = read_statement(reader);
    if (!rows) return malformed();
    answers.push_back(*std::move(rows));
  }
  if (reader.left() > 0) return malformed();
  return answers;
}

}  // namespace baton::wasm
