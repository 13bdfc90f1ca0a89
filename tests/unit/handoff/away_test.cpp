#include "core/handoff/away.hpp"

#include <algorithm>

#include "core/base/text.hpp"
#include "tests/catch.hpp"

namespace baton {
namespace {

bool says(const std::vector<HandoffItem>& items, std::string_view text) {
  return std::ranges::any_of(items,
                             [&](const HandoffItem& item) { return contains(item.text, text); });
}

}  // namespace

TEST_CASE("who comes back finds why, what is not safe and what may not hold any more") {
  Handoff handoff;
  handoff.goal = {"Cache the forecasts", "unfinished", 3, 9};
  handoff.requests = {{"Make the dashboard fast", "", 3, 1}};
  handoff.branch = "cache";
  handoff.uncommitted = {"a.cpp", "b.cpp"};
  handoff.last_test = {"make test", "2 failed", true, 3, 8};
  handoff.services = {{"localhost:5173", "", 3, 4}};
  handoff.questions = {{"Which region?", "", 3, 7}};
  handoff.notes = {{"The certificate expires on May 3", "", 3, 6}, {"Nothing else", "", 3, 6}};
  add_for_return(handoff, 9);
  CHECK(says(handoff.context, "It began with: Make the dashboard fast"));
  CHECK(says(handoff.context, "It is about: Cache the forecasts"));
  CHECK(says(handoff.watch, "2 files are not committed"));
  CHECK(says(handoff.watch, "2 failed"));
  CHECK(says(handoff.concerns, "localhost:5173 will have to be started again"));
  CHECK(says(handoff.concerns, "`cache` branched from in 9 days"));
  CHECK(says(handoff.concerns, "Waits for an answer: Which region?"));
  CHECK(says(handoff.concerns, "Check its date: The certificate expires"));
  CHECK_FALSE(says(handoff.concerns, "Nothing else"));
  const Handoff once = handoff;
  add_for_return(handoff, 9);
  CHECK(handoff == once);
}

TEST_CASE("nothing is made up for an empty handoff") {
  Handoff handoff;
  add_for_return(handoff, 30);
  CHECK(handoff == Handoff{});
}

}  // namespace baton
