#include "core/handoff/away.hpp"

#include <algorithm>
#include <array>

#include "core/base/text.hpp"
#include "core/handoff/one_line.hpp"

namespace baton {
namespace {

constexpr std::size_t kMostEach = 8;
constexpr std::string_view kForReturn = "for the return";
constexpr std::size_t kLongestReason = 200;

class ForReturn {
 public:
  ForReturn(Handoff& handoff, int days) : handoff_(handoff), days_(days) {}

  void add() {
    why();
    unsafe();
    machine();
    elsewhere();
    expiring();
  }

 private:
  static void put(std::vector<HandoffItem>& items, std::string text, std::string detail = {},
                  const HandoffItem* from = nullptr) {
    const auto same = [&](const HandoffItem& one) { return one.text == text; };
    if (std::ranges::any_of(items, same)) return;
    items.push_back({std::move(text), detail.empty() ? std::string(kForReturn) : std::move(detail),
                     from ? from->session : 0, from ? from->turn : 0});
  }

  void why() {
    if (!handoff_.requests.empty()) {
      const HandoffItem& first = handoff_.requests.front();
      put(handoff_.context, "It began with: " + one_line(first.text, kLongestReason), {}, &first);
    }
    if (!handoff_.goal.text.empty())
      put(handoff_.context, "It is about: " + one_line(handoff_.goal.text, kLongestReason), {},
          &handoff_.goal);
  }

  void unsafe() {
    if (const std::size_t files = handoff_.uncommitted.size())
      put(handoff_.watch, std::to_string(files) + (files == 1 ? " file is" : " files are") +
                              " not committed: no other machine has that.");
    if (handoff_.last_test.failed)
      put(handoff_.watch,
          "The last test run failed: " + one_line(handoff_.last_test.outcome, kLongestReason));
    each(handoff_.in_progress, handoff_.watch, "Half done: ");
    each(handoff_.temporary, handoff_.watch, "Still switched on: ");
  }

  void machine() {
    for (const HandoffItem& service : handoff_.services)
      put(handoff_.concerns, service.text + " will have to be started again.", {}, &service);
    if (!handoff_.packages.empty())
      put(handoff_.concerns,
          "Packages that were installed here may have newer versions: install from "
          "the lock file, then run the tests.");
    each(handoff_.database, handoff_.concerns, "The database may have moved on: ");
  }

  void elsewhere() {
    if (!handoff_.branch.empty() && handoff_.branch != "main" && handoff_.branch != "master")
      put(handoff_.concerns, "Others may have changed what `" + handoff_.branch +
                                 "` branched from in " + std::to_string(days_) +
                                 " days: merge it first.");
    each(handoff_.questions, handoff_.concerns, "Waits for an answer: ");
    each(handoff_.blockers, handoff_.concerns, "May be settled meanwhile: ");
  }

  /// What was said to end by itself.
  void expiring() {
    constexpr auto kSigns = std::to_array<std::string_view>(
        {"expire", "expiry", "trial", "deadline", "valid until", "end of life", "rotate"});
    for (const auto* items : {&handoff_.notes, &handoff_.state, &handoff_.decisions})
      for (const HandoffItem& item : *items) {
        const std::string lower = lowered(item.text);
        if (std::ranges::any_of(kSigns,
                                [&](std::string_view sign) { return contains(lower, sign); }))
          put(handoff_.concerns, "Check its date: " + one_line(item.text, kLongestReason), {},
              &item);
      }
  }

  static void each(const std::vector<HandoffItem>& from, std::vector<HandoffItem>& to,
                   std::string_view label) {
    for (std::size_t i = 0; i < std::min(from.size(), kMostEach); ++i)
      put(to, std::string(label) + one_line(from[i].text, kLongestReason), {}, &from[i]);
  }

  Handoff& handoff_;
  int days_;
};

}  // namespace

bool is_for_return(const HandoffItem& item) { return item.detail == kForReturn; }

void add_for_return(Handoff& handoff, int days) { ForReturn(handoff, days).add(); }

}  // namespace baton
