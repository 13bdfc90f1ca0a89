#include "core/redact/separator.hpp"

#include <algorithm>

#include "core/redact/apart.hpp"

namespace baton::redact {
namespace {

constexpr std::size_t kMostBlanks = 24;
constexpr std::size_t kMostClosings = 12;
constexpr std::size_t kLongestType = 40;

/// Which values an operator may stand before.
enum class Takes : std::uint8_t { any, quoted };

struct Operator {
  std::string_view text;
  Takes takes;
};

/// The longer ones first.
constexpr Operator kOperators[] = {
    {"===", Takes::any}, {"||=", Takes::quoted}, {"?\?=", Takes::quoted}, {":=", Takes::any},
    {":-", Takes::any},  {"=>", Takes::any},     {"->", Takes::any},      {"==", Takes::any},
    {"!=", Takes::any},  {"?=", Takes::any},     {"||", Takes::quoted},   {"??", Takes::quoted},
    {"=", Takes::any},   {":", Takes::any},      {"|", Takes::any},
};

/// Reads on from the end of a name.
struct Reader {
  const Scan& scan;
  std::size_t at;

  char peek() const { return scan.at(at); }
  bool take(std::string_view part) {
    if (!scan.starts_with(at, part)) return false;
    at += part.size();
    return true;
  }
  std::size_t blanks() {
    const std::size_t start = at;
    while (at < start + kMostBlanks && (peek() == ' ' || peek() == '\t')) ++at;
    return at - start;
  }
  /// A quotation mark with the backslashes before it: the mark, or NUL.
  char quote() {
    const std::size_t after = scan.after_quote(at);
    if (after == at) return '\0';
    at = after;
    return scan.text[after - 1];
  }
};

/// What closes the name: quotes, brackets, emphasis.
struct Closing {
  bool quoted = false;  ///< by " or '
  bool strong = false;  ///< **
};

Closing closing(Reader& reader) {
  Closing closing;
  const std::size_t limit = reader.at + kMostClosings;
  while (reader.at < limit) {
    if (const char mark = reader.quote()) {
      closing.quoted = closing.quoted || mark != '`';
    } else if (reader.peek() == '*') {
      closing.strong = true;
      ++reader.at;
    } else if (reader.peek() == ']' || (reader.peek() == ')' && closing.quoted)) {
      ++reader.at;
    } else {
      break;
    }
  }
  return closing;
}

/// `: str = "…"`, `: &'static str = "…"`: after the type's =, or where it was.
void skip_type(Reader& reader) {
  const auto of_type = [](char c) {
    return is(c, kWord | kDot) || std::string_view(" &'<>[]|?*").contains(c);
  };
  std::size_t at = reader.at;
  while (at < reader.at + kLongestType && of_type(reader.scan.at(at))) ++at;
  const char after = reader.scan.at(at + 1);
  if (at == reader.at || reader.scan.at(at) != '=' || reader.scan.at(at - 1) != ' ') return;
  if (is(after, kBlank | kQuote | kBackslash)) reader.at = at + 1;
}

/// `", "value": `, `" value="`, a line end and `value: `: how configurations pair a name and a
/// value.
bool value_word(Reader reader, std::size_t& after) {
  reader.blanks();
  reader.take(",");
  for (std::size_t i = 0; i < kMostBlanks; ++i) {
    const std::size_t letter =
        run_end(reader.scan.text, std::min(reader.at, reader.scan.text.size()), kBackslash, 8);
    if (letter > reader.at && reader.scan.at(letter) == 'n')
      reader.at = letter + 1;
    else if (is(reader.peek(), kBlank))
      ++reader.at;
    else
      break;
  }
  reader.quote();
  if (!reader.take("value") && !reader.take("Value") && !reader.take("VALUE")) return false;
  reader.quote();
  reader.blanks();
  if (!reader.take(":") && !reader.take("=")) return false;
  reader.blanks();
  after = reader.at;
  return true;
}

/// `("NAME", "value")`, `["--name", "value"]`, `name("value")`
bool listed(Reader& reader, const Closing& name, Place& place) {
  const bool comma = name.quoted && reader.take(",");
  if (!comma && (name.quoted || !reader.take("("))) return false;
  reader.blanks();
  place.value = reader.at;
  place.only_quoted = true;
  place.listed = true;
  return true;
}

/// What may stand before the value itself: `**`, `Token ` in a header, a letter of `f"…"`.
void skip_marks(Reader& reader) {
  static constexpr std::string_view kSchemes[] = {"Token ",     "token ",     "ApiKey ",
                                                  "Api-Token ", "api-token ", "SSWS "};
  for (const std::string_view scheme : kSchemes)
    if (reader.take(scheme)) break;
  reader.take("**");
  reader.blanks();
  if (is(reader.peek(), kLetter) && is(reader.scan.at(reader.at + 1), kQuote)) ++reader.at;
}

bool assigned(Reader& reader, const Named& name, const Closing& close, std::size_t blanks,
              Place& place) {
  if (reader.scan.starts_with(reader.at, "::")) return false;
  for (const Operator& op : kOperators) {
    if (!reader.take(op.text)) continue;
    if (op.text == "|" && blanks == 0) return false;
    const bool tight = blanks == 0 && !is(reader.peek(), kBlank);
    reader.blanks();
    if (op.text == ":") skip_type(reader);
    reader.blanks();
    skip_marks(reader);
    place.value = reader.at;
    place.only_quoted = op.takes == Takes::quoted || close.quoted;
    place.environment = op.text == "=" && tight && name.in_capitals && !close.strong;
    return true;
  }
  return false;
}

}  // namespace

bool place_of_value(const Scan& scan, const Named& name, Place& place) {
  Reader reader{scan, name.to};
  if (name.is_element && reader.take(">")) {
    place = {.value = reader.at, .element = true};
    return true;
  }
  const Closing close = closing(reader);
  place.only_quoted = close.quoted;
  if (value_word(reader, place.value)) return true;
  const std::size_t blanks = reader.blanks();
  if (assigned(reader, name, close, blanks, place)) return true;
  if (blanks == 0 && listed(reader, close, place)) return true;
  if (!name.is_option && place_apart(scan, name, reader.at, place)) return true;
  if (blanks == 0 || close.quoted) return false;
  if (!reader.take("is ") && !name.is_option && !name.is_defined) return false;
  skip_marks(reader);
  place.value = reader.at;
  return true;
}

}  // namespace baton::redact
