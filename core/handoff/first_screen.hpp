#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "core/handoff/handoff.hpp"

namespace baton {

/// The lines that a reader must see first: TASK, GOAL, NOW, NEXT, DON'T, BLOCKED; those with
/// nothing to say are left out. Each text is one line.
struct ScreenLine {
  std::string_view label;
  std::string text;
};
std::vector<ScreenLine> first_screen(const Handoff& handoff);

/// NOW holds so many statements of the state, so many bytes of each.
inline constexpr std::size_t kStatesOnScreen = 2;
inline constexpr std::size_t kLongestStateOnScreen = 110;

/// NEXT holds so many steps, so many bytes of each.
inline constexpr std::size_t kStepsOnScreen = 3;
inline constexpr std::size_t kLongestStepOnScreen = 180;

/// The steps that NEXT names, first first; whole where they are no longer than it allows.
std::vector<HandoffItem> steps_on_screen(const Handoff& handoff);

/// The lines one under the other, labels padded.
std::string render_screen(const Handoff& handoff);

/// A rendering that has the lines, with one more after NOW, or after GOAL, or after its first line:
/// what a host found out, such as MOVED.
std::string with_screen_line(std::string rendering, const ScreenLine& line);

}  // namespace baton
