#include "core/handoff/extract/item_list.hpp"

#include <algorithm>

#include "core/base/text.hpp"

namespace baton {
namespace {

/// "Cache the predictions" and "Cache the predictions: each request computes 390 points.": the
/// latter says what the former says, and more.
bool begins(std::string_view longer, std::string_view shorter) {
  constexpr std::size_t kLeastBytes = 12;
  return shorter.size() >= kLeastBytes && longer.size() > shorter.size() &&
         longer.starts_with(shorter) && contains(" :;,.(-", longer.substr(shorter.size(), 1));
}

}  // namespace

void add(std::vector<HandoffItem>& items, HandoffItem item) {
  if (trimmed(item.text).empty()) return;
  const bool known = std::any_of(items.begin(), items.end(), [&](const HandoffItem& one) {
    return one.text.size() >= item.text.size() && contains(one.text, item.text);
  });
  if (known) return;
  for (HandoffItem& one : items) {
    if (!begins(item.text, one.text)) continue;
    one.text = std::move(item.text);
    return;
  }
  items.push_back(std::move(item));
}

}  // namespace baton
