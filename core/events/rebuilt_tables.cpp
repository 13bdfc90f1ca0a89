#include "core/events/rebuilt_tables.hpp"

#include <algorithm>

#include "core/base/text.hpp"
#include "core/events/fold.hpp"

namespace baton {
namespace {

constexpr std::string_view kSecond = "_2";

bool is_word_character(char c) { return is_letter(c) || is_digit(c) || c == '_'; }

std::string aimed(std::string_view word) {
  if (word == "clock") return "rebuild";
  if (word == "events") return "(SELECT * FROM events WHERE seq <= (SELECT upto FROM rebuild))";
  const bool projection = std::ranges::find(projections(), word) != projections().end();
  return std::string(projection ? kRebuilt : "").append(word);
}

/// The end of what begins at `at`: a string literal, a word, or one other character.
std::size_t end_of_token(std::string_view sql, std::size_t at) {
  if (sql[at] == '\'') return std::min(sql.find('\'', at + 1), sql.size() - 1) + 1;
  std::size_t end = at;
  while (end < sql.size() && is_word_character(sql[end])) ++end;
  return std::max(end, at + 1);
}

}  // namespace

std::string aimed_at_rebuilt(std::string_view sql) {
  std::string result;
  for (std::size_t at = 0; at < sql.size();) {
    const std::size_t end = end_of_token(sql, at);
    const std::string_view token = sql.substr(at, end - at);
    result += is_word_character(token[0]) ? aimed(token) : std::string(token);
    at = end;
  }
  return result;
}

std::string other_index_name(std::string_view name) {
  if (name.ends_with(kSecond)) return std::string(name.substr(0, name.size() - kSecond.size()));
  return std::string(name).append(kSecond);
}

}  // namespace baton
