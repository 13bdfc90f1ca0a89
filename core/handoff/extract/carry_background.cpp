#include "core/handoff/extract/carry_background.hpp"

#include <algorithm>
#include <array>

#include "core/handoff/extract/item_list.hpp"

namespace baton {
namespace {

constexpr std::size_t kMostBackground = 60;

constexpr std::array kLasting{
    &Handoff::prerequisites, &Handoff::watch,    &Handoff::context,         &Handoff::services,
    &Handoff::packages,      &Handoff::database, &Handoff::temporary,       &Handoff::cleanup,
    &Handoff::roadmap,       &Handoff::concerns, &Handoff::lessons,         &Handoff::bugs,
    &Handoff::documents,     &Handoff::people,   &Handoff::quick_reference,
};

void carry_checks(const Handoff& previous, Handoff& handoff) {
  for (const HandoffCommand& check : previous.preflight) {
    const bool known =
        std::any_of(handoff.preflight.begin(), handoff.preflight.end(),
                    [&](const HandoffCommand& one) { return one.command == check.command; });
    if (!known && handoff.preflight.size() < kMostBackground) handoff.preflight.push_back(check);
  }
}

}  // namespace

void carry_background(const Handoff& previous, Handoff& handoff) {
  const auto carry = [&](const std::vector<HandoffItem>& from, std::vector<HandoffItem>& to) {
    for (HandoffItem item : from) {
      if (!item.session && item.turn) item.session = previous.session_number;
      if (to.size() < kMostBackground) add(to, std::move(item));
    }
  };
  for (const auto list : kLasting) carry(previous.*list, handoff.*list);
  if (handoff.last_good.empty()) carry(previous.last_good, handoff.last_good);
  carry_checks(previous, handoff);
}

}  // namespace baton
