#include "core/base/json_scan.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <charconv>

#include "core/base/text.hpp"

namespace baton {

/// The brackets that are open, a bit each: 1 for an object.
class JsonScan::Nesting {
 public:
  bool empty() const { return depth_ == 0; }
  bool in_object() const { return bit(depth_ - 1); }
  bool push(bool object) {
    if (depth_ == kDeepest) return false;
    const std::uint64_t mask = std::uint64_t{1} << (depth_ % 64);
    std::uint64_t& word = bits_[depth_ / 64];
    word = object ? word | mask : word & ~mask;
    ++depth_;
    return true;
  }
  void pop() { --depth_; }

 private:
  static constexpr std::size_t kDeepest = 512;
  bool bit(std::size_t i) const { return (bits_[i / 64] >> (i % 64)) & 1; }
  std::array<std::uint64_t, kDeepest / 64> bits_{};
  std::size_t depth_ = 0;
};

namespace {

/// The next quote, or null. Most strings are short: their first bytes are looked at eight at a
/// time, without a call.
const char* next_quote(const char* at, const char* end) {
  static_assert(std::endian::native == std::endian::little);
  constexpr std::uint64_t kOnes = 0x0101010101010101ULL;
  constexpr std::uint64_t kQuotes = kOnes * '"';
  for (int i = 0; i < 5 && end - at >= 8; ++i, at += 8) {
    std::uint64_t eight = 0;
    std::memcpy(&eight, at, 8);
    eight ^= kQuotes;
    const std::uint64_t found = (eight - kOnes) & ~eight & (kOnes * 0x80);
    if (found != 0) return at + std::countr_zero(found) / 8;
  }
  return static_cast<const char*>(std::memchr(at, '"', static_cast<std::size_t>(end - at)));
}

/// The quote that ends the string that starts at `at`, or null: the first one that an even number
/// of backslashes precedes.
const char* string_end(const char* at, const char* end) {
  const char* start = at;
  for (;;) {
    const char* quote = next_quote(at, end);
    if (!quote) return nullptr;
    const char* slash = quote;
    while (slash != start && slash[-1] == '\\') --slash;
    if ((quote - slash) % 2 == 0) return quote;
    at = start = quote + 1;
  }
}

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

/// The four hexadecimal digits at `at`, or -1.
int hex_unit(std::string_view raw, std::size_t at) {
  if (at + 4 > raw.size()) return -1;
  int unit = 0;
  for (std::size_t i = at; i < at + 4; ++i) {
    const int digit = hex_digit(raw[i]);
    if (digit < 0) return -1;
    unit = unit * 16 + digit;
  }
  return unit;
}

/// What one escape stands for: how much of the raw text it takes, and its character; 0 where there
/// is none (NUL, a lone surrogate, not an escape).
struct Escape {
  std::size_t length;
  char32_t character;
};

Escape unicode_escape(std::string_view raw, std::size_t at) {
  const int unit = hex_unit(raw, at + 2);
  if (unit < 0) return {2, 0};
  if (unit < 0xD800 || unit > 0xDFFF) return {6, static_cast<char32_t>(unit)};
  const bool high = unit < 0xDC00;
  const bool escape_follows = at + 7 < raw.size() && raw[at + 6] == '\\' && raw[at + 7] == 'u';
  const int low = high && escape_follows ? hex_unit(raw, at + 8) : -1;
  if (low < 0xDC00 || low > 0xDFFF) return {6, 0};
  return {12, static_cast<char32_t>(0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00))};
}

/// The escape whose backslash is at `at`.
Escape escape_at(std::string_view raw, std::size_t at) {
  switch (at + 1 < raw.size() ? raw[at + 1] : '\0') {
    case 'n':
      return {2, U'\n'};
    case '"':
      return {2, U'"'};
    case '\\':
      return {2, U'\\'};
    case 't':
      return {2, U'\t'};
    case 'r':
      return {2, U'\r'};
    case '/':
      return {2, U'/'};
    case 'b':
      return {2, U'\b'};
    case 'f':
      return {2, U'\f'};
    case 'u':
      return unicode_escape(raw, at);
    default:
      return {1, 0};
  }
}

/// Replaces raw NULs and ill-formed UTF-8.
void repair_bytes(std::string& text, std::int64_t& replaced) {
  if (text.find('\0') != std::string::npos) text = without_nuls(text, replaced);
  if (first_invalid_utf8(text) != std::string_view::npos) text = repaired_utf8(text, replaced);
}

bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20 && c != '\0'; }

/// `raw` with its control characters, which JSON does not allow inside a string, as escapes.
std::string with_escaped_controls(std::string_view raw) {
  static constexpr char kDigits[] = "0123456789abcdef";
  std::string clean;
  for (char c : raw) {
    if (is_control(c)) {
      clean += c < 0x10 ? "\\u000" : "\\u001";
      clean += kDigits[c & 15];
    } else {
      clean += c;
    }
  }
  return clean;
}

/// Appends the string slice `raw` with its escapes kept, but for those that stand for nothing.
void append_escaped(std::string_view raw, std::string& json, std::int64_t& replaced) {
  if (std::count_if(raw.begin(), raw.end(), is_control) != 0)
    return append_escaped(with_escaped_controls(raw), json, replaced);
  std::size_t done = 0;
  for (std::size_t at = 0; (at = raw.find('\\', at)) != std::string_view::npos;) {
    const Escape escape = escape_at(raw, at);
    if (!escape.character) {
      json.append(raw, done, at - done);
      json += kReplacement;
      ++replaced;
      done = at + escape.length;
    }
    at += escape.length;
  }
  json.append(raw, done);
}

}  // namespace

bool JsonScan::fail() {
  failed_ = true;
  return false;
}

bool JsonScan::take(char expected) {
  if (failed_ || at_ == end_ || *at_ != expected) return fail();
  ++at_;
  skip_blanks();
  return true;
}

JsonScan::Kind JsonScan::kind() const {
  if (failed_ || at_ == end_) return Kind::none;
  switch (*at_) {
    case '{':
      return Kind::object;
    case '[':
      return Kind::array;
    case '"':
      return Kind::string;
    case 't':
    case 'f':
      return Kind::boolean;
    case 'n':
      return Kind::null;
    default:
      return Kind::number;
  }
}

bool JsonScan::enter(char open, char close) {
  if (failed_) return false;
  if (at_ == end_ || *at_ != open) {
    skip();
    return false;
  }
  take(open);
  if (at_ == end_ || *at_ != close) return true;
  take(close);
  return false;
}

bool JsonScan::another(char close) {
  if (!failed_ && at_ != end_ && *at_ == close) {
    take(close);
    return false;
  }
  return take(',');
}

std::string_view JsonScan::quoted_slice() {
  if (failed_ || at_ == end_ || *at_ != '"') return fail(), std::string_view();
  const char* start = at_ + 1;
  const char* quote = string_end(start, end_);
  if (!quote) return fail(), std::string_view();
  at_ = quote + 1;
  skip_blanks();
  return {start, static_cast<std::size_t>(quote - start)};
}

std::string_view JsonScan::member_name() {
  const std::string_view name = quoted_slice();
  take(':');
  return name;
}

std::string_view JsonScan::string() {
  if (kind() == Kind::string) return quoted_slice();
  skip();
  return {};
}

std::string_view JsonScan::value() {
  const char* start = at_;
  skip();
  if (failed_) return {};
  const char* stop = at_;
  while (stop[-1] == ' ' || stop[-1] == '\t' || stop[-1] == '\r' || stop[-1] == '\n') --stop;
  return {start, static_cast<std::size_t>(stop - start)};
}

bool JsonScan::is_true() { return value() == "true"; }

std::optional<std::int64_t> JsonScan::integer() {
  const std::string_view slice = value();
  std::int64_t number = 0;
  const auto [stop, fault] = std::from_chars(slice.data(), slice.data() + slice.size(), number);
  if (fault != std::errc() || stop != slice.data() + slice.size()) return std::nullopt;
  return number;
}

/// A number, true, false or null.
bool JsonScan::skip_word() {
  const std::string_view rest(at_, static_cast<std::size_t>(end_ - at_));
  std::size_t length = 0;
  for (std::string_view word : {"true", "false", "null"})
    if (rest.starts_with(word)) length = word.size();
  if (length == 0 && (rest[0] == '-' || (rest[0] >= '0' && rest[0] <= '9')))
    length = std::min(rest.size(), rest.find_first_not_of("0123456789+-.eE"));
  if (length == 0) return fail();
  at_ += length;
  skip_blanks();
  return true;
}

/// Skips up to the end of the next scalar or empty array or object, noting what it opens.
bool JsonScan::skip_open(Nesting& nesting) {
  for (;;) {
    if (failed_ || at_ == end_) return fail();
    if (*at_ == '"') return quoted_slice(), !failed_;
    if (*at_ != '{' && *at_ != '[') return skip_word();
    const bool object = *at_ == '{';
    take(*at_);
    if (at_ != end_ && *at_ == (object ? '}' : ']')) return take(*at_);
    if (!nesting.push(object)) return fail();
    if (object) member_name();
  }
}

/// Closes what ends here; true if another value follows.
bool JsonScan::skip_rest(Nesting& nesting) {
  while (!nesting.empty()) {
    const bool object = nesting.in_object();
    if (at_ == end_ || *at_ != (object ? '}' : ']')) {
      if (!take(',')) return false;
      if (object) member_name();
      return true;
    }
    take(*at_);
    nesting.pop();
  }
  return false;
}

void JsonScan::skip() {
  if (kind() == Kind::string) {
    quoted_slice();
    return;
  }
  Nesting nesting;
  while (skip_open(nesting) && skip_rest(nesting)) {
  }
}

std::string unescaped(std::string_view raw, std::int64_t& replaced) {
  std::string text;
  text.reserve(raw.size());
  std::size_t done = 0;
  for (std::size_t at = 0; (at = raw.find('\\', at)) != std::string_view::npos;) {
    text.append(raw, done, at - done);
    const Escape escape = escape_at(raw, at);
    if (escape.character) {
      append_utf8(escape.character, text);
    } else {
      text += kReplacement;
      ++replaced;
    }
    done = at += escape.length;
  }
  text.append(raw, done);
  repair_bytes(text, replaced);
  return text;
}

std::string compact_json(std::string_view raw, std::int64_t& replaced) {
  std::string json;
  json.reserve(raw.size());
  const char* end = raw.data() + raw.size();
  for (const char* at = raw.data(); at != end; ++at) {
    if (*at == '"') {
      const char* quote = string_end(at + 1, end);
      if (!quote) break;
      json += '"';
      append_escaped({at + 1, static_cast<std::size_t>(quote - at - 1)}, json, replaced);
      at = quote;
    }
    if (*at != ' ' && *at != '\t' && *at != '\r' && *at != '\n') json += *at;
  }
  repair_bytes(json, replaced);
  return json;
}

}  // namespace baton
