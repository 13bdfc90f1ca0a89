#include "core/measure/claims.hpp"

#include <algorithm>
#include <optional>
#include <unordered_set>

#include "core/base/text.hpp"

namespace baton::measure {
namespace {

constexpr std::size_t kMostClaims = 20'000;

bool is_commit(std::string_view token) {
  return token.size() >= 7 && token.size() <= 40 &&
         token.find_first_not_of("0123456789abcdef") == std::string_view::npos &&
         std::any_of(token.begin(), token.end(), is_digit) &&
         std::any_of(token.begin(), token.end(), is_letter);
}

bool is_file_name(std::string_view token) {
  const std::size_t dot = token.rfind('.');
  if (dot == std::string_view::npos || dot == 0) return false;
  const std::string_view end = token.substr(dot + 1);
  return !end.empty() && end.size() <= 5 && dot >= 2 &&
         std::all_of(end.begin(), end.end(), is_letter) && is_letter(token[dot - 1]);
}

bool is_path(std::string_view token) {
  if (contains(token, "://")) return false;
  const std::size_t slash = token.find('/');
  if (slash == std::string_view::npos) return is_file_name(token);
  // "and/or" is none: a path is rooted, deep, or ends in a file's name.
  return (slash == 0 && token.size() > 3) || token.find('/', slash + 1) < token.size() - 1 ||
         is_file_name(token);
}

bool is_joined_name(std::string_view token) {
  if (token.size() < 5 || !is_letter(token[0])) return false;
  bool joined = false;
  for (std::size_t i = 1; i < token.size(); ++i) {
    const char c = token[i];
    if (!is_letter(c) && !is_digit(c) && c != '_') return false;
    joined = joined || c == '_' || (c <= 'Z' && is_letter(c) && token[i - 1] >= 'a');
  }
  return joined;
}

bool is_number(std::string_view token) {
  return token.size() >= 2 && is_digit(token.back()) && is_digit(token.front()) &&
         token.find_first_not_of("0123456789.") == std::string_view::npos;
}

std::optional<FactKind> kind_of_claim(std::string_view token) {
  if (is_commit(token)) return FactKind::commit;
  if (is_number(token)) return FactKind::number;
  if (is_path(token)) return FactKind::path;
  if (is_joined_name(token)) return FactKind::identifier;
  return std::nullopt;
}

class Collector {
 public:
  void take(FactKind kind, std::string_view text) {
    if (claims_.size() < kMostClaims && seen_.insert(std::string(text)).second)
      claims_.push_back({kind, std::string(text)});
  }

  void take_tokens(std::string_view text) {
    constexpr std::string_view kEnds = " \t\r\n`\"'()[]{}<>,;|*=";
    while (!text.empty()) {
      const std::size_t end = std::min(text.size(), text.find_first_of(kEnds));
      take_token(text.substr(0, end));
      text.remove_prefix(std::min(text.size(), end + 1));
    }
  }

  /// A code span of several words whose first could be a program is a command.
  void take_spans(std::string_view line) {
    while (true) {
      const std::size_t begin = line.find('`');
      if (begin == std::string_view::npos) return;
      line.remove_prefix(begin + 1);
      const std::size_t end = line.find('`');
      if (end == std::string_view::npos) return;
      const std::string_view span = trimmed(line.substr(0, end));
      line.remove_prefix(end + 1);
      const bool cut_off = contains(span, "…") || contains(span, "...");
      if (contains(span, " ") && !cut_off &&
          (is_letter(span[0]) || span[0] == '.' || span[0] == '/'))
        take(FactKind::command, span);
    }
  }

  std::vector<Claim> claims() { return std::move(claims_); }

 private:
  void take_token(std::string_view token) {
    const bool cut_off = token.ends_with("…") || token.ends_with("...");
    while (!token.empty() && contains(".:!?-", token.substr(token.size() - 1)))
      token.remove_suffix(1);
    if (cut_off || token.size() > 500) return;
    const std::size_t colon = token.find(':');
    if (colon != std::string_view::npos && !contains(token, "://")) {
      // "12:758" points at a turn, "a.cpp:12" at a line.
      if (is_digit(token[0])) return;
      token = token.substr(0, colon);
    }
    if (const auto kind = kind_of_claim(token)) take(*kind, token);
  }

  std::vector<Claim> claims_;
  std::unordered_set<std::string> seen_;
};

}  // namespace

std::vector<Claim> claims_of(std::string_view text) {
  Collector collector;
  for (std::string_view line : lines_of(text)) {
    collector.take_spans(line);
    collector.take_tokens(line);
  }
  return collector.claims();
}

}  // namespace baton::measure
