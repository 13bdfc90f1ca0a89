// Secrets that are known by the place where they stand: in files that programs keep for themselves.
#include <algorithm>

#include "core/redact/finders.hpp"
#include "core/redact/placeholder.hpp"
#include "core/redact/shape.hpp"

namespace baton::redact {
namespace {

constexpr std::size_t kLongestCookie = 512;
constexpr int kMostCookies = 32;
constexpr std::size_t kLeastCookie = 20;
constexpr std::size_t kNear = 1500;

/// After `:` with the quotation marks and blanks around it, or 0.
std::size_t after_colon(const Scan& scan, std::size_t at) {
  at = scan.after_quote(at);
  if (scan.at(at) != ':') return 0;
  at = run_end(scan.text, at + 1, kBlank, 2);
  return scan.after_quote(at);
}

bool is_in_cookie(char c) { return !is(c, kBlank | kQuote | kBackslash | kShell) && c != ','; }

}  // namespace

std::size_t find_cookie(Scan& scan, std::size_t at) {
  if (at < 1 || at < scan.done || lower(scan.text[at - 1]) != 'c' || lower(scan.at(at + 4)) != 'e')
    return at + 1;
  std::size_t from = after_colon(scan, at + 5);
  for (int cookies = 0; from > 0 && cookies < kMostCookies; ++cookies) {
    const std::size_t equals = run_end(scan.text, from, kUrlDot, 64);
    if (equals == from || scan.at(equals) != '=') break;
    std::size_t to = equals + 1;
    while (to < scan.text.size() && to < equals + kLongestCookie && is_in_cookie(scan.text[to]))
      ++to;
    const std::string_view value = scan.between(equals + 1, to);
    if (looks_random(value, kLeastCookie) && !is_placeholder(value) &&
        !holds_known_secret(scan, equals + 1, to))
      scan.found_one(equals + 1, to, "cookie");
    if (scan.at(to) != ';') break;
    from = run_end(scan.text, to + 1, kBlank, 2);
  }
  return scan.found.empty() ? at + 1 : scan.found.back().to;
}

/// host:5432:database:user:password, a line of .pgpass
std::size_t find_pgpass(Scan& scan, std::size_t at) {
  constexpr std::string_view kPort = "5432:";
  if (at < 1 || at < scan.done || scan.text[at - 1] != ':' || !scan.starts_with(at, kPort))
    return at + 1;
  std::size_t from = at + kPort.size();
  for (int field = 0; field < 2; ++field) {
    const std::size_t colon =
        scan.at(from) == '*' ? from + 1 : run_end(scan.text, from, kUrlDot, 64);
    if (colon == from || scan.at(colon) != ':') return at + 1;
    from = colon + 1;
  }
  std::size_t to = from;
  while (to < scan.text.size() && to < from + 256 &&
         !is(scan.text[to], kBlank | kQuote | kBackslash))
    ++to;
  const std::string_view password = scan.between(from, to);
  if (password.size() < 6 || is_placeholder(password)) return at + 1;
  scan.found_one(from, to, "password");
  return to;
}

/// `Private-Lines: N`, then N lines of base64.
std::size_t find_putty_key(Scan& scan, std::size_t at) {
  constexpr std::string_view kLines = "-Lines: ";
  if (at < scan.done + 7 || !scan.starts_with(at - 7, "Private") || !scan.starts_with(at, kLines))
    return at + 1;
  std::size_t from = run_end(scan.text, at + kLines.size(), kDigit, 3);
  for (int line = 0; line < 64; ++line) {
    from = run_end(scan.text, from, kBlank | kBackslash, 8);
    if (scan.text.substr(std::min(from, scan.text.size())).starts_with("n") &&
        scan.text[from - 1] == '\\')
      ++from;
    const std::size_t to = run_end(scan.text, from, kBase64, 65);
    if (to - from < 16 || scan.at(to) == '-') break;
    scan.found_one(from, to, "private-key");
    from = to;
  }
  return scan.found.empty() ? at + 1 : scan.found.back().to;
}

/// <D>, <P>, <Q>: the private numbers of an RSA key.
std::size_t find_xml_key(Scan& scan, std::size_t at) {
  constexpr std::size_t kLeast = 40;
  const std::size_t from = at + 3;
  if (at < scan.done || !is(scan.at(at + 1), kUpper)) return at + 1;
  const std::size_t to = scan.end_of(kBase64, from);
  if (to - from < kLeast || !scan.starts_with(to, "<")) return at + 1;
  if (scan.at(to + 1) != '/' && scan.at(to + 1) != '\\') return at + 1;
  scan.found_one(from, to, "private-key");
  return to;
}

/// "d" beside "kty": the private number of a JSON Web Key.
std::size_t find_jwk(Scan& scan, std::size_t at) {
  constexpr std::size_t kLeast = 40;
  if (at < 1 || at < scan.done || !is(scan.text[at - 1], kQuote)) return at + 1;
  const std::size_t from = after_colon(scan, at + 1);
  if (!from) return at + 1;
  const std::size_t to = scan.end_of(kUrlSafe, from);
  if (to - from < kLeast) return at + 1;
  const std::size_t near = at - std::min(at, kNear);
  if (scan.text.substr(near, 2 * kNear).find("kty") == std::string_view::npos) return at + 1;
  scan.found_one(from, to, "private-key");
  return to;
}

}  // namespace baton::redact
