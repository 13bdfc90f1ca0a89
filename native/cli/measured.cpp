#include "native/cli/measured.hpp"

#include <array>
#include <cstdio>

namespace baton::cli {
namespace {

std::string share_text(double share, int digits) {
  std::array<char, 64> text{};
  const int length = std::snprintf(text.data(), text.size(), "%.*f %%", digits, share * 100);
  return {text.data(), static_cast<std::size_t>(std::max(length, 0))};
}

bool is_count(const Json& count) {
  return count.is_array() && count.size() == 2 && count.at(0).is_number_integer() &&
         count.at(1).is_number_integer();
}

}  // namespace

std::string measured_line(const Json& handoff) {
  if (!handoff.is_object() || !handoff.contains("preservation") ||
      !handoff.find("preservation")->is_number())
    return {};
  std::int64_t all = 0;
  std::string kinds;
  const Json& facts = object_in(object_in(handoff, "counts"), "facts");
  for (const auto& [kind, count] : facts.items()) {
    if (!is_count(count)) continue;
    all += count.at(1).get<std::int64_t>();
    kinds +=
        (kinds.empty() ? " (" : ", ") + kind + ' ' + count.at(0).dump() + '/' + count.at(1).dump();
  }
  return "kept " + share_text(real_in(handoff, "preservation"), 0) + " of " + std::to_string(all) +
         " facts" + kinds + (kinds.empty() ? "" : ")") + ", grounded " +
         share_text(real_in(handoff, "groundedness"), 0) +
         (real_in(handoff, "compression") > 1
              ? ", longer than the session"
              : ", " + share_text(real_in(handoff, "compression"), 1) + " of the session");
}

}  // namespace baton::cli
