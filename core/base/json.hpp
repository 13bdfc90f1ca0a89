#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "core/base/result.hpp"

namespace baton {

using Json = nlohmann::json;

/// Parses a whole JSON text. Refuses invalid UTF-8, NUL characters, nesting deeper than 128 and
/// anything after the end; the error names the byte. Of members with one name the last counts.
Result<Json> parse_json(std::string_view text);

/// Compact JSON; ill-formed UTF-8 becomes U+FFFD.
std::string to_text(const Json& json);

/// Appends `text`, which must be well-formed UTF-8, as a JSON string with its quotes.
void append_quoted(std::string& json, std::string_view text);
std::string json_quoted(std::string_view text);

/// Checked reading of an object's members. The first fault is kept and names its field; readers
/// then answer neutral values, so a decoder reads straight through and checks `error()` once.
///
///     Decoder body(json);
///     Draft draft{.name = body.text("name", {.least = 1, .most = 200}), …};
///     if (body.error()) return std::unexpected(*body.error());
class Decoder {
 public:
  struct Length {
    std::size_t least = 0;
    std::size_t most = 1'000'000;  ///< bytes
  };
  explicit Decoder(const Json& object, std::string path = {});

  bool has(std::string_view name) const;  ///< present and not null
  std::string text(std::string_view name, Length length);
  std::string text_or(std::string_view name, std::string otherwise, Length length);
  /// A whole number; a string of digits is accepted, since the original's clients send them.
  std::int64_t integer(std::string_view name, std::int64_t least, std::int64_t most);
  std::int64_t integer_or(std::string_view name, std::int64_t otherwise, std::int64_t least,
                          std::int64_t most);
  double number_or(std::string_view name, double otherwise, double least, double most);
  bool boolean_or(std::string_view name, bool otherwise);
  /// An id of this database (1, "1") or a uid, as text.
  std::string id(std::string_view name);
  /// One of `words`.
  std::string word_or(std::string_view name, std::string otherwise,
                      std::initializer_list<std::string_view> words);
  /// A list of strings, or one string with an item per line; empty if absent.
  std::vector<std::string> texts_or_empty(std::string_view name, std::size_t most_items,
                                          Length length);
  /// An array; null after a fault.
  const Json* array(std::string_view name, std::size_t most_items);

  void refuse(std::string_view name, std::string message, std::string code = "invalid_field");
  const std::optional<Error>& error() const { return error_; }

 private:
  const Json* find(std::string_view name) const;
  void check_length(std::string_view name, std::string_view value, Length length);

  const Json& object_;
  std::string path_;
  std::optional<Error> error_;
};

}  // namespace baton
