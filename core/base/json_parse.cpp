#include <charconv>
#include <cmath>
#include <cstdlib>

#include "core/base/json.hpp"
#include "core/base/text.hpp"

namespace baton {
namespace {

constexpr int kDeepest = 128;

/// Recursive descent over a text without NUL bytes. After a fault every reader answers false and
/// `offset()` is the number of bytes up to the one that cannot stand there. An own reader rather
/// than the library's, whose messages bring printf into the WebAssembly module.
class JsonReader {
 public:
  explicit JsonReader(std::string_view text) : text_(text) {}

  bool document(Json& json) {
    if (text_.starts_with("\xEF\xBB\xBF")) at_ = 3;
    if (!value(json)) return false;
    skip_blanks();
    return at_ == text_.size() || unexpected();
  }

  std::size_t offset() const { return at_; }
  bool too_deep() const { return depth_ > kDeepest; }
  bool has_nul() const { return has_nul_; }

 private:
  bool value(Json& json);
  bool object(Json::object_t& members);
  bool array(Json::array_t& elements);
  bool string(std::string& into);
  bool escape(std::string& into);
  bool unicode(std::string& into);
  bool hex_unit(char32_t& unit);
  bool number(Json& json);
  bool digits();
  bool word(std::string_view wanted);

  bool enter();
  bool leave(char bracket);
  bool another();
  void skip_blanks();
  /// NUL at the end.
  char peek() const { return at_ < text_.size() ? text_[at_] : '\0'; }
  bool take(char wanted) {
    const bool there = peek() == wanted;
    ++at_;
    return there;
  }
  bool unexpected() {
    ++at_;
    return false;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  int depth_ = 0;
  bool has_nul_ = false;
};

bool JsonReader::value(Json& json) {
  skip_blanks();
  switch (peek()) {
    case '{':
      return object(*(json = Json::object()).get_ptr<Json::object_t*>());
    case '[':
      return array(*(json = Json::array()).get_ptr<Json::array_t*>());
    case '"':
      return string(*(json = std::string()).get_ptr<std::string*>());
    case 't':
      json = true;
      return word("true");
    case 'f':
      json = false;
      return word("false");
    case 'n':
      json = nullptr;
      return word("null");
    default:
      return number(json);
  }
}

bool JsonReader::object(Json::object_t& members) {
  if (!enter()) return false;
  if (leave('}')) return true;
  do {
    std::string name;
    skip_blanks();
    if (peek() != '"') return unexpected();
    if (!string(name)) return false;
    skip_blanks();
    if (!take(':') || !value(members[std::move(name)])) return false;
  } while (another());
  return leave('}') || unexpected();
}

bool JsonReader::array(Json::array_t& elements) {
  if (!enter()) return false;
  if (leave(']')) return true;
  do {
    if (!value(elements.emplace_back())) return false;
  } while (another());
  return leave(']') || unexpected();
}

bool JsonReader::enter() {
  ++at_;
  return ++depth_ <= kDeepest;
}

bool JsonReader::leave(char bracket) {
  skip_blanks();
  if (peek() != bracket) return false;
  ++at_;
  --depth_;
  return true;
}

bool JsonReader::another() {
  skip_blanks();
  if (peek() != ',') return false;
  ++at_;
  return true;
}

bool plain(char c) { return c != '"' && c != '\\' && static_cast<unsigned char>(c) >= 0x20; }

bool JsonReader::string(std::string& into) {
  ++at_;
  while (true) {
    const std::size_t start = at_;
    while (at_ < text_.size() && plain(text_[at_])) ++at_;
    into.append(text_, start, at_ - start);
    if (peek() != '\\') return take('"');
    if (!escape(into)) return false;
  }
}

bool JsonReader::escape(std::string& into) {
  constexpr std::string_view kNames = "\"\\/bfnrt";
  ++at_;
  if (peek() == 'u') return unicode(into);
  const std::size_t which = kNames.find(peek());
  ++at_;
  if (which == std::string_view::npos) return false;
  into += "\"\\/\b\f\n\r\t"[which];
  return true;
}

bool JsonReader::unicode(std::string& into) {
  char32_t unit = 0;
  if (!hex_unit(unit) || (unit >= 0xDC00 && unit <= 0xDFFF)) return false;
  if (unit >= 0xD800 && unit <= 0xDBFF) {
    char32_t low = 0;
    if (!take('\\') || !hex_unit(low) || low < 0xDC00 || low > 0xDFFF) return false;
    unit = 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00);
  }
  if (unit == 0) has_nul_ = true;
  append_utf8(unit, into);
  return true;
}

/// `u` and four hexadecimal digits.
bool JsonReader::hex_unit(char32_t& unit) {
  if (!take('u')) return false;
  for (int i = 0; i < 4; ++i) {
    const char c = peek();
    std::uint8_t digit = 0;
    ++at_;
    if (std::from_chars(&c, &c + 1, digit, 16).ec != std::errc()) return false;
    unit = unit << 4 | digit;
  }
  return true;
}

template <class Number>
bool whole(Json& json, const std::string& text) {
  Number number = 0;
  if (std::from_chars(text.data(), text.data() + text.size(), number).ec != std::errc())
    return false;
  json = number;
  return true;
}

bool real(Json& json, const std::string& text) {
  const double number = std::strtod(text.c_str(), nullptr);
  json = number;
  return std::isfinite(number);
}

/// A whole number that fits into none of 64 bits is read as a real one.
bool JsonReader::number(Json& json) {
  const std::size_t start = at_;
  const bool negative = peek() == '-';
  if (negative) ++at_;
  if (peek() == '0')
    ++at_;
  else if (!digits())
    return false;
  const std::size_t end_of_whole = at_;
  if (peek() == '.' && (++at_, !digits())) return false;
  if (peek() == 'e' || peek() == 'E') {
    ++at_;
    if (peek() == '-' || peek() == '+') ++at_;
    if (!digits()) return false;
  }
  const std::string text(text_.substr(start, at_ - start));
  if (at_ == end_of_whole &&
      (negative ? whole<std::int64_t>(json, text) : whole<std::uint64_t>(json, text)))
    return true;
  return real(json, text);
}

bool JsonReader::digits() {
  if (!is_digit(peek())) return unexpected();
  while (is_digit(peek())) ++at_;
  return true;
}

bool JsonReader::word(std::string_view wanted) {
  for (const char c : wanted)
    if (!take(c)) return false;
  return true;
}

void JsonReader::skip_blanks() {
  while (peek() == ' ' || peek() == '\n' || peek() == '\t' || peek() == '\r') ++at_;
}

}  // namespace

Result<Json> parse_json(std::string_view text) {
  if (const auto at = first_invalid_utf8(text); at != std::string_view::npos)
    return fail(Fault::invalid, "invalid_utf8",
                "The body is not valid UTF-8 at byte " + std::to_string(at) + ".");
  if (text.find('\0') != std::string_view::npos)
    return fail(Fault::invalid, "nul_character", "The JSON holds a NUL byte.");
  Json json;
  JsonReader reader(text);
  const bool whole_text = reader.document(json);
  if (reader.too_deep())
    return fail(Fault::invalid, "nesting_too_deep",
                "The JSON nests deeper than " + std::to_string(kDeepest) + " levels at byte " +
                    std::to_string(reader.offset() - 1) + ".");
  if (!whole_text)
    return fail(Fault::invalid, "malformed_json",
                "The JSON is malformed at byte " + std::to_string(reader.offset()) + ".");
  if (reader.has_nul())
    return fail(Fault::invalid, "nul_character", "The JSON holds a NUL character (\\u0000).");
  return json;
}

}  // namespace baton
