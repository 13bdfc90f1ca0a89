#include "core/http/target.hpp"

#include "core/base/text.hpp"

namespace baton {
namespace {

bool is_plain(char c) {
  return is_letter(c) || is_digit(c) || c == '-' || c == '_' || c == '.' || c == '~';
}

}  // namespace

std::string segment(std::string_view text) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string result;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (is_plain(c)) {
      result += c;
    } else {
      result += '%';
      result += kDigits[byte >> 4];
      result += kDigits[byte & 15];
    }
  }
  return result;
}

std::string target(std::string_view path,
                   std::initializer_list<std::pair<std::string_view, std::string>> arguments) {
  std::string result(path);
  char separator = '?';
  for (const auto& [name, value] : arguments) {
    if (value.empty()) continue;
    result += separator;
    result += name;
    result += '=' + segment(value);
    separator = '&';
  }
  return result;
}

}  // namespace baton
