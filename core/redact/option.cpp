// Passwords in the options of command lines: curl -u user:password, mysql -ppassword.
#include <algorithm>

#include "core/base/text.hpp"

#include "core/redact/finders.hpp"
#include "core/redact/value.hpp"

namespace baton::redact {
namespace {

constexpr std::size_t kLongestCommand = 200;

struct Option {
  std::string_view command;  ///< before the option, in the same line
  std::string_view option;
  bool after_user;  ///< the value is user:password
  bool glued;       ///< without a blank between
};
constexpr Option kOptions[] = {
    {"curl", " -u ", true, false},     {"curl", " -u", true, true},
    {"curl", " --user ", true, false}, {"curl", " --user=", true, true},
    {"mysql", " -p", false, true},     {"mariadb", " -p", false, true},
    {"sshpass", " -p ", false, false}, {"sshpass", " -p", false, true},
    {"login", " -p ", false, false},   {"redis-cli", " -a ", false, false},
};

/// With the lines that it continues.
std::string_view line_before(const Scan& scan, std::size_t at) {
  const std::size_t from = at - std::min(at - std::min(at, scan.done), kLongestCommand);
  const std::string_view line = scan.between(from, at);
  std::size_t end = line.find_last_of('\n');
  while (end != std::string_view::npos && end > 0 && line[end - 1] == '\\')
    end = line.substr(0, end).find_last_of('\n');
  return end == std::string_view::npos ? line : line.substr(end + 1);
}

bool find_in(Scan& scan, std::size_t from, bool after_user) {
  const std::size_t start = scan.after_quote(from);
  const bool quoted = start > from;
  if (!opens_value(scan.at(start))) return false;
  std::size_t to = start;
  while (to < scan.text.size() && to < start + 256 &&
         !is(scan.text[to], kBlank | kQuote | kBackslash | kShell))
    ++to;
  while (!quoted && to > start && std::string_view(".,;)").contains(scan.text[to - 1])) --to;
  const std::size_t colon = scan.between(start, to).find(':');
  if (after_user && colon == std::string_view::npos) return false;
  const std::size_t value = after_user ? start + colon + 1 : start;
  const Style style = quoted || after_user ? Style::quoted : Style::environment;
  if (!is_secret_value(NameKind::password, style, scan.between(value, to))) return false;
  if (holds_known_secret(scan, value, to)) return false;
  scan.found_one(value, to, "password");
  return true;
}

}  // namespace

/// IDENTIFIED BY '…', IDENTIFIED WITH mysql_native_password BY '…'
std::size_t find_identified(Scan& scan, std::size_t at) {
  constexpr std::string_view kBefore[] = {"identifie", "passwor"};
  if (at < scan.done || !scan.starts_with(at + 1, " BY ")) return at + 1;
  const std::string small = lowered(line_before(scan, at));
  const bool identified =
      std::ranges::any_of(kBefore, [&](auto word) { return small.ends_with(word); });
  return identified && find_in(scan, at + 5, false) ? scan.found.back().to : at + 1;
}

std::size_t find_option(Scan& scan, std::size_t at) {
  const std::string_view line = line_before(scan, at);
  for (const Option& option : kOptions) {
    if (!scan.starts_with(at, option.option)) continue;
    if (line.find(option.command) == std::string_view::npos) continue;
    const std::size_t from = at + option.option.size();
    if (option.glued && is(scan.at(from), kBlank)) continue;
    if (find_in(scan, from, option.after_user)) return scan.found.back().to;
  }
  return at + 1;
}

}  // namespace baton::redact
