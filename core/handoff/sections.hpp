#pragma once
#include <array>
#include <string_view>
#include <vector>

#include "core/handoff/handoff.hpp"

namespace baton {

/// The sections of a handoff that hold statements, in the order of the document.
struct ItemSection {
  std::string_view heading;
  std::vector<HandoffItem> Handoff::* items;
  bool numbered = false;
};

inline constexpr std::array kItemSections{
    ItemSection{"State", &Handoff::state},
    ItemSection{"Next steps", &Handoff::next, true},
    ItemSection{"In progress", &Handoff::in_progress},
    ItemSection{"Blockers", &Handoff::blockers},
    ItemSection{"Open errors", &Handoff::errors},
    ItemSection{"Open questions", &Handoff::questions},
    ItemSection{"What the user asked to hold on", &Handoff::wishes},
    ItemSection{"Decisions", &Handoff::decisions},
    ItemSection{"Failed or rejected approaches", &Handoff::failed_approaches},
    ItemSection{"Accomplished", &Handoff::accomplished},
    ItemSection{"Parked", &Handoff::parked},
    ItemSection{"Earlier requests", &Handoff::requests},
};

/// Those that hold paths.
struct PathSection {
  std::string_view heading;
  std::vector<std::string> Handoff::* paths;
};

inline constexpr std::array kPathSections{
    PathSection{"Files created", &Handoff::created},
    PathSection{"Files modified", &Handoff::modified},
    PathSection{"Files deleted", &Handoff::deleted},
    PathSection{"Uncommitted", &Handoff::uncommitted},
};

inline constexpr std::string_view kGoalHeading = "Goal";
inline constexpr std::string_view kSummaryHeading = "Last words of the assistant";
inline constexpr std::string_view kTestHeading = "Last test";
inline constexpr std::string_view kCommandsHeading = "Commands";
inline constexpr std::string_view kNotesHeading = "Notes";

/// The first line of a rendered handoff, by which its reader knows it.
inline constexpr std::string_view kDocumentMark = "<!-- baton:handoff 1 -->";
/// Stand before each part that is kept verbatim: with a heading line, and without.
inline constexpr std::string_view kHeadedMark = "<!-- baton:section -->";
inline constexpr std::string_view kUnheadedMark = "<!-- baton:text -->";
/// Before a part whose heading is not one line: a JSON string follows, then ` -->`.
inline constexpr std::string_view kOddHeadingMark = "<!-- baton:section ";

}  // namespace baton
