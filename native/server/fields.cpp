#include "native/server/fields.hpp"

#include <algorithm>

namespace baton::native {
namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

}  // namespace

bool same_word(std::string_view a, std::string_view b) {
  return std::ranges::equal(a, b, [](char x, char y) { return lower(x) == lower(y); });
}

const std::string* find_field(const Fields& fields, std::string_view name) {
  for (const auto& [key, value] : fields)
    if (same_word(key, name)) return &value;
  return nullptr;
}

std::size_t count_fields(const Fields& fields, std::string_view name) {
  return static_cast<std::size_t>(std::ranges::count_if(
      fields, [&](const auto& field) { return same_word(field.first, name); }));
}

std::string_view path_of(std::string_view target) { return target.substr(0, target.find('?')); }

}  // namespace baton::native
