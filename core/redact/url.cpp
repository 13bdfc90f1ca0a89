// Passwords in URLs, and webhook addresses, which are passwords themselves.
#include "core/redact/finders.hpp"
#include "core/redact/placeholder.hpp"
#include "core/redact/shape.hpp"

namespace baton::redact {
namespace {

constexpr std::size_t kLongestUser = 512;
constexpr std::size_t kLeastPassword = 3;
constexpr std::size_t kLeastUserToken = 20;

bool ends_user(char c) {
  return is(c, kBlank | kQuote | kBackslash) || c == '/' || c == '<' || c == '>' || c == '[' ||
         c == ']' || c == '?' || c == '#' || c == '\0';
}

/// Nobody's password: the words that documentation puts there.
bool is_documentation(std::string_view user, std::string_view password) {
  static constexpr std::string_view kWords[] = {"pass",     "password", "passwd", "pwd",   "secret",
                                                "PASSWORD", "PASS",     "pw",     "token", "user",
                                                "root",     "admin",    "test"};
  for (const std::string_view word : kWords)
    if (password == word) return true;
  return password == user || is_placeholder(password);
}

}  // namespace

std::size_t find_url_password(Scan& scan, std::size_t at) {
  const std::size_t user = at + 3;
  std::size_t colon = 0;
  std::size_t to = user;
  while (to < scan.text.size() && to < user + kLongestUser && scan.text[to] != '@') {
    if (ends_user(scan.text[to])) return at + 1;
    if (scan.text[to] == ':' && !colon) colon = to;
    ++to;
  }
  if (scan.at(to) != '@' || at == 0 || !is(scan.text[at - 1], kAlnum)) return at + 1;
  const std::size_t from = colon ? colon + 1 : user;
  const std::string_view password = scan.between(from, to);
  if (holds_known_secret(scan, from, to)) return at + 1;
  const bool is_secret = colon ? password.size() >= kLeastPassword &&
                                     !is_documentation(scan.between(user, colon), password)
                               : looks_random(password, kLeastUserToken);
  if (!is_secret || is_placeholder(password)) return at + 1;
  scan.found_one(from, to, colon ? "password" : "secret");
  return to;
}

std::size_t find_slack_hook(Scan& scan, std::size_t at) {
  static constexpr std::string_view kHosts[] = {"slack.com/services/", "slack.com/workflows/",
                                                "slack.com/triggers/"};
  for (const std::string_view host : kHosts) {
    if (!scan.starts_with(at, host)) continue;
    const std::size_t from = at + host.size();
    const std::size_t to = run_end(scan.text, from, kAlnum | kPlusSlash, 120);
    const std::string_view path = scan.between(from, to);
    if (path.size() < 36 || is_sample_token(path) || shape_of(path).distinct < 12) return at + 1;
    scan.found_one(from, to, "slack-webhook");
    return to;
  }
  return at + 1;
}

std::size_t find_discord_hook(Scan& scan, std::size_t at) {
  constexpr std::string_view kPath = "ebhooks/";
  if (!scan.starts_with(at, kPath)) return at + 1;
  const std::size_t id = at + kPath.size();
  const std::size_t slash = run_end(scan.text, id, kDigit, 22);
  if (slash - id < 17 || scan.at(slash) != '/') return at + 1;
  const std::size_t to = run_end(scan.text, slash + 1, kUrlSafe, 100);
  if (to - slash < 60 || is_sample_token(scan.between(slash + 1, to))) return at + 1;
  scan.found_one(slash + 1, to, "discord-webhook");
  return to;
}

std::size_t find_teams_hook(Scan& scan, std::size_t at) {
  constexpr std::string_view kPath = "ebhookb2/";
  constexpr std::size_t kLeast = 100;
  if (!scan.starts_with(at, kPath)) return at + 1;
  const std::size_t from = at + kPath.size();
  std::size_t to = run_end(scan.text, from, kUrlSafe | kPlusSlash, 320);
  if (scan.at(to) == '@') to = run_end(scan.text, to + 1, kUrlSafe | kPlusSlash, 320);
  if (to - from < kLeast || is_sample_token(scan.between(from, to))) return at + 1;
  scan.found_one(from, to, "teams-webhook");
  return to;
}

/// sig=…%3D in the query of an address that Azure has signed.
std::size_t find_signature(Scan& scan, std::size_t at) {
  constexpr std::size_t kLeast = 43;
  const char before = at > 0 ? scan.text[at - 1] : '\0';
  if (at < scan.done || (before != '?' && before != '&' && before != ';' && before != '6'))
    return at + 1;
  const std::size_t from = at + 4;
  if (!scan.starts_with(at, "sig=")) return at + 1;
  std::size_t to = from;
  while (to < from + 90 && (is(scan.at(to), kBase64 | kUrlSafe) || scan.at(to) == '%')) ++to;
  const std::string_view signature = scan.between(from, to);
  const bool padded = signature.ends_with("%3D") || signature.ends_with("%3d") ||
                      signature.ends_with("=") || signature.size() == kLeast;
  if (signature.size() < kLeast || !padded || !looks_random(signature, kLeast)) return at + 1;
  scan.found_one(from, to, "azure-signature");
  return to;
}

}  // namespace baton::redact
