// One handoff that evolves over hundreds of sessions.
#include <algorithm>
#include <map>
#include <random>
#include <string>

#include "core/base/text.hpp"
#include "core/handoff/extract.hpp"
#include "tests/catch.hpp"

namespace baton::test {
namespace {

/// A project with open steps and blockers that come and go.
class History {
 public:
  explicit History(unsigned seed) : random_(seed) {}

  /// The next session: states steps and blockers, finishes some, leaves the others.
  const Handoff& session() {
    Closing closing;
    closing.project = "Long";
    closing.session_number = ++number_;
    closing.date = "2026-01-01T00:00:00.000Z";
    for (int i = 0; i < 2; ++i) closing.next.push_back(stated(steps_));
    if (number_ % 5 == 0) closing.blockers.push_back(stated(blockers_));
    finish_some(closing);
    Extractor extractor;
    extractor.add(typed("Go on with number " + std::to_string(number_)), 1);
    handoff_ = extractor.finish(closing, number_ > 1 ? &handoff_ : nullptr);
    return handoff_ = parse_handoff(render_markdown(handoff_));
  }

  const std::map<std::string, int>& steps() const { return steps_; }
  const std::map<std::string, int>& blockers() const { return blockers_; }

 private:
  static Turn typed(std::string text) {
    Turn turn;
    turn.text = std::move(text);
    turn.typed = true;
    return turn;
  }

  std::string word() {
    std::string text;
    for (int i = 0; i < 4; ++i) {
      text += "bdfgklmnprst"[random_() % 12];
      text += "aiou"[random_() % 4];
    }
    return text;
  }

  std::string stated(std::map<std::string, int>& open) {
    std::string text = word();
    for (int i = 0; i < 4; ++i) text += ' ' + word();
    open[text] = number_;
    return text;
  }

  /// Most of what is open is done within a few sessions, some of it never.
  void finish_some(Closing& closing) {
    for (auto* open : {&steps_, &blockers_})
      for (auto one = open->begin(); one != open->end();) {
        if (one->second == number_ || random_() % 3) {
          ++one;
          continue;
        }
        if (random_() % 12 == 0) {  // never
          ++one;
          continue;
        }
        closing.accomplished.push_back(one->first);
        one = open->erase(one);
      }
  }

  std::mt19937 random_;
  Handoff handoff_;
  std::map<std::string, int> steps_, blockers_;
  int number_ = 0;
};

bool holds(const std::vector<HandoffItem>& items, const std::string& text) {
  return std::any_of(items.begin(), items.end(),
                     [&](const HandoffItem& item) { return item.text == text; });
}

}  // namespace

TEST_CASE("three hundred sessions lose no open step and no blocker") {
  for (unsigned seed = 1; seed <= 3; ++seed) {
    History history(seed);
    for (int i = 1; i <= 300; ++i) {
      const Handoff& handoff = history.session();
      CAPTURE(seed, i);
      for (const auto& [step, since] : history.steps())
        REQUIRE((holds(handoff.next, step) || holds(handoff.parked, step)));
      for (const auto& [blocker, since] : history.blockers())
        REQUIRE(holds(handoff.blockers, blocker));
      REQUIRE(count_tokens(render_prompt(handoff, 2500)) <= 2500);
      REQUIRE(handoff.next.size() < 60);
    }
  }
}

TEST_CASE("steps that nobody touches are parked, and come back when somebody speaks of them") {
  Handoff handoff;
  handoff.session_number = 1;
  handoff.next = {{"Paint the shutters of the observatory", "", 1, 5}};
  const auto session = [&](const std::string& words) {
    Closing closing;
    closing.session_number = handoff.session_number + 1;
    closing.next = {words};
    handoff = Extractor().finish(closing, &handoff);
  };
  session("Feed the cat");
  session("Feed the cat");
  CHECK(holds(handoff.next, "Paint the shutters of the observatory"));
  session("Feed the cat");
  CHECK(holds(handoff.parked, "Paint the shutters of the observatory"));
  CHECK_FALSE(holds(handoff.next, "Paint the shutters of the observatory"));
  CHECK(handoff.parked.at(0).session == 1);
  session("Buy paint for the shutters of the observatory");
  CHECK(holds(handoff.next, "Paint the shutters of the observatory"));
}

TEST_CASE("a suggestion that nobody takes up expires after two sessions") {
  Handoff handoff;
  handoff.session_number = 1;
  handoff.next = {{"Add a dark theme", "", 1, 5, 0, true}, {"Ship the release", "", 1, 2}};
  for (int i = 0; i < 2; ++i) {
    CHECK(holds(handoff.next, "Add a dark theme"));
    Closing closing;
    closing.session_number = handoff.session_number + 1;
    handoff = Extractor().finish(closing, &handoff);
  }
  CHECK_FALSE(holds(handoff.next, "Add a dark theme"));
  CHECK(holds(handoff.next, "Ship the release"));
}

TEST_CASE("a parked step is closed by its number, which goes on after the next steps'") {
  Handoff previous;
  previous.session_number = 7;
  previous.next = {{"Ship the release", "", 7, 2}};
  previous.parked = {{"Paint the shutters", "", 1, 5}, {"Oil the hinges", "", 2, 1}};
  Closing closing;
  closing.session_number = 8;
  closing.drop = {2};
  const Handoff handoff = Extractor().finish(closing, &previous);
  CHECK(holds(handoff.next, "Ship the release"));
  CHECK_FALSE(holds(handoff.parked, "Paint the shutters"));
  CHECK(holds(handoff.parked, "Oil the hinges"));
}

}  // namespace baton::test
