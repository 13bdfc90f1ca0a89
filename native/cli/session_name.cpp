#include "native/cli/session_name.hpp"

#include <algorithm>
#include <charconv>

#include "core/base/text.hpp"

namespace baton::cli {
namespace {

constexpr std::size_t kLeastPrefix = 4;
constexpr std::size_t kUid = 36;

std::unexpected<Error> not_a_name(std::string_view text) {
  return fail(Fault::invalid, "usage",
              '"' + std::string(text) +
                  "\" names no session: say 12, last, PROJECT#12, the first letters of a uid, or "
                  "12:758 for a turn.");
}

/// A whole number from 1 up.
std::optional<std::int64_t> number_of(std::string_view text) {
  std::int64_t number = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (problem != std::errc() || end != text.data() + text.size() || number < 1) return std::nullopt;
  return number;
}

bool is_uid_start(std::string_view text) {
  return text.size() >= kLeastPrefix && text.size() <= kUid &&
         text.find_first_not_of("0123456789abcdef-") == std::string_view::npos;
}

/// Only digits, but none that a uid begins with.
bool is_long_number(std::string_view text) {
  return !text.starts_with('0') && text.find_first_not_of("0123456789") == std::string_view::npos;
}

bool read_which(std::string_view text, SessionName& name) {
  const std::string word = lowered(text);
  const auto number = text.starts_with('0') ? std::nullopt : number_of(text);
  if (word == "last") {
    name.kind = SessionName::Kind::last;
  } else if (number) {
    name.kind = SessionName::Kind::number;
    name.number = *number;
  } else if (is_uid_start(word) && !is_long_number(word)) {
    name.kind = SessionName::Kind::uid;
    name.uid = word;
  } else {
    return false;
  }
  return true;
}

}  // namespace

Result<SessionName> parse_session_name(std::string_view text) {
  SessionName name;
  std::string_view which = text;
  if (const auto hash = which.rfind('#'); hash != std::string_view::npos) {
    name.project = trimmed(which.substr(0, hash));
    which.remove_prefix(hash + 1);
    if (name.project.empty()) return not_a_name(text);
  }
  if (const auto colon = which.find(':'); colon != std::string_view::npos) {
    name.turn = number_of(which.substr(colon + 1));
    which = which.substr(0, colon);
    if (!name.turn) return not_a_name(text);
  }
  if (!read_which(which, name)) return not_a_name(text);
  return name;
}

}  // namespace baton::cli
