// PEM and PGP private keys: whole, escaped in a string, quoted line by line, numbered, quoted as a
// diff, or cut off before their end.
#include "core/redact/finders.hpp"

namespace baton::redact {
namespace {

constexpr std::size_t kLongestBlock = 16 * 1024;
constexpr std::size_t kLongestLabel = 40;
constexpr std::size_t kLongestGap = 48;
constexpr std::size_t kLeastLine = 16;
constexpr int kMostHeaders = 4;
constexpr std::size_t kLongestHeader = 80;
constexpr std::string_view kDashes = "-----";
constexpr std::string_view kRule = "private-key";

/// After `-----BEGIN `: where the body starts, or 0 if it is no private key.
std::size_t body_after(const Scan& scan, std::size_t label) {
  const std::size_t to = run_end(scan.text, label, kUpper | kBlank, kLongestLabel);
  const std::string_view words = scan.between(label, to);
  const bool is_private = words.ends_with("PRIVATE KEY") || words.ends_with("PRIVATE KEY BLOCK");
  return is_private && scan.starts_with(to, kDashes) ? to + kDashes.size() : 0;
}

/// After what separates two lines: line ends, also escaped ones, quotes, numbers, signs.
struct Gap {
  std::size_t to = 0;
  bool only_line_ends = true;
};

std::size_t escaped_blank(const Scan& scan, std::size_t at) {
  const std::size_t letter = run_end(scan.text, at, kBackslash, 8);
  const bool is_blank = letter > at && std::string_view("nrt").contains(scan.at(letter));
  return is_blank ? letter + 1 : at;
}

bool is_decoration(char c) {
  return is(c, kQuote | kBackslash | kDot | kDash | kShell | kBracket) ||
         (static_cast<unsigned char>(c) & 0x80) || c == ':' || c == '*' || c == '#' || c == '+';
}

/// A short number at the start of a line, as tools print before it, with an arrow or a blank after.
std::size_t line_number(const Scan& scan, std::size_t at) {
  const std::size_t to = run_end(scan.text, at, kDigit, 7);
  const char after = scan.at(to);
  const bool is_number = to > at && (is(after, kBlank | kShell | kBackslash) || after == ':' ||
                                     (static_cast<unsigned char>(after) & 0x80));
  return is_number ? to : at;
}

/// Where a piece of the gap at `at` ends, or `at`.
std::size_t decoration_at(const Scan& scan, std::size_t at) {
  if (scan.starts_with(at, kDashes)) return at;
  const std::size_t number = line_number(scan, at);
  return number > at || !is_decoration(scan.at(at)) ? number : at + 1;
}

Gap gap_at(const Scan& scan, std::size_t at) {
  Gap gap{at};
  while (gap.to < scan.text.size() && gap.to < at + kLongestGap) {
    const std::size_t escape = escaped_blank(scan, gap.to);
    const std::size_t decoration = decoration_at(scan, gap.to);
    if (escape > gap.to) {
      gap.to = escape;
    } else if (is(scan.text[gap.to], kBlank)) {
      ++gap.to;
    } else if (decoration > gap.to) {
      gap.to = decoration;
      gap.only_line_ends = false;
    } else {
      break;
    }
  }
  return gap;
}

/// `-----END … PRIVATE KEY-----` at `at`: where it ends, or 0.
std::size_t end_of_block(const Scan& scan, std::size_t at) {
  constexpr std::string_view kEnd = "-----END ";
  return scan.starts_with(at, kEnd) ? body_after(scan, at + kEnd.size()) : 0;
}

struct Body {
  std::vector<Secret> lines{};
  std::size_t to = 0;  ///< after the end mark, or after the last line
  bool whole = true;   ///< nothing but line ends between the marks, the headers and the lines
};

/// Skips the headers of an encrypted key: `Proc-Type: 4,ENCRYPTED`, `DEK-Info: …`.
void skip_headers(const Scan& scan, Body& body) {
  for (int headers = 0; headers < kMostHeaders; ++headers) {
    const Gap gap = gap_at(scan, body.to);
    const std::size_t name = run_end(scan.text, gap.to, kLetter | kDash, 24);
    if (name == gap.to || scan.at(name) != ':' || scan.at(name + 1) != ' ') return;
    const auto ends = [](char c) { return is(c, kBackslash | kQuote) || c == '\n'; };
    std::size_t to = name;
    while (to < scan.text.size() && to < name + kLongestHeader && !ends(scan.text[to])) ++to;
    body.whole = body.whole && gap.only_line_ends;
    body.to = to;
  }
}

Body body_at(const Scan& scan, std::size_t start) {
  Body body{.to = start};
  skip_headers(scan, body);
  while (body.to < start + kLongestBlock) {
    const Gap gap = gap_at(scan, body.to);
    if (const std::size_t end = end_of_block(scan, gap.to)) {
      body.whole = body.whole && gap.only_line_ends;
      body.to = end;
      break;
    }
    const std::size_t to = run_end(scan.text, gap.to, kBase64, kLongestBlock);
    const bool is_last = to - gap.to < kLeastLine;
    if (to == gap.to || (is_last && !end_of_block(scan, gap_at(scan, to).to))) break;
    body.lines.push_back({gap.to, to, kRule});
    body.whole = body.whole && gap.only_line_ends;
    body.to = to;
  }
  return body;
}

}  // namespace

std::size_t find_private_key(Scan& scan, std::size_t at) {
  constexpr std::string_view kBeginMark = "-----BEGIN ";
  constexpr std::size_t kAnchor = 4;
  if (at < scan.done + kAnchor || !scan.starts_with(at - kAnchor, kBeginMark)) return at + 1;
  const std::size_t from = at - kAnchor;
  const std::size_t start = body_after(scan, from + kBeginMark.size());
  if (!start) return at + 1;
  const Body body = body_at(scan, start);
  if (body.lines.empty()) return start;
  if (body.whole)
    scan.found_one(from, body.to, kRule);
  else
    scan.found = body.lines;
  return body.to;
}

}  // namespace baton::redact
