#include "core/models/key_name.hpp"

#include <algorithm>

#include "core/base/text.hpp"

namespace baton::models {

bool is_key_name(std::string_view name) {
  const bool plain = std::ranges::all_of(
      name, [](char c) { return (c >= 'A' && c <= 'Z') || is_digit(c) || c == '_'; });
  if (!plain || name.empty() || is_digit(name[0]) || name.size() > 100) return false;
  return name.ends_with("_API_KEY") || name == "HF_TOKEN" || name == "HUGGING_FACE_TOKEN" ||
         (name.starts_with("BATON_KEY_") && name.size() > 10);
}

}  // namespace baton::models
