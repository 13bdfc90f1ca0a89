#pragma once
#include <array>
#include <string_view>
#include <vector>

#include "core/handoff/handoff.hpp"
#include "core/handoff/topics.hpp"

namespace baton {

/// A section of a handoff that holds statements.
struct ItemSection {
  std::string_view heading;
  std::string_view name;  ///< in JSON
  std::vector<HandoffItem> Handoff::* items;
  Topic topic;
  bool numbered = false;
};

/// In the order of the document: what a reader needs first.
inline constexpr std::array kItemSections{
    ItemSection{"State", "state", &Handoff::state, Topic::state},
    ItemSection{"Next steps", "next", &Handoff::next, Topic::next, true},
    ItemSection{"In progress", "in_progress", &Handoff::in_progress, Topic::in_progress},
    ItemSection{"Blockers", "blockers", &Handoff::blockers, Topic::blockers},
    ItemSection{"Open errors", "errors", &Handoff::errors, Topic::errors},
    ItemSection{"Known bugs", "bugs", &Handoff::bugs, Topic::bugs},
    ItemSection{"Open questions", "questions", &Handoff::questions, Topic::questions},
    ItemSection{"What the user asked to hold on", "wishes", &Handoff::wishes, Topic::wishes},
    ItemSection{"What to watch out for", "watch", &Handoff::watch, Topic::watch},
    ItemSection{"Prerequisites", "prerequisites", &Handoff::prerequisites, Topic::prerequisites},
    ItemSection{"Decisions", "decisions", &Handoff::decisions, Topic::decisions},
    ItemSection{"Failed or rejected approaches", "failed_approaches", &Handoff::failed_approaches,
                Topic::failed},
    ItemSection{"Context", "context", &Handoff::context, Topic::context},
    ItemSection{"Accomplished", "accomplished", &Handoff::accomplished, Topic::accomplished},
    ItemSection{"Earlier requests", "requests", &Handoff::requests, Topic::none},
};

/// Those that stand behind the checks, the files and the commands.
inline constexpr std::array kLaterSections{
    ItemSection{"Services", "services", &Handoff::services, Topic::services},
    ItemSection{"Database and migrations", "database", &Handoff::database, Topic::database},
    ItemSection{"Packages", "packages", &Handoff::packages, Topic::packages},
    ItemSection{"Temporary settings", "temporary", &Handoff::temporary, Topic::temporary},
    ItemSection{"Clean-up due", "cleanup", &Handoff::cleanup, Topic::cleanup},
    ItemSection{"Last known good point", "last_good", &Handoff::last_good, Topic::last_good},
    ItemSection{"Success criteria", "success_criteria", &Handoff::success_criteria,
                Topic::success_criteria},
    ItemSection{"Goals for a short session", "goals_short", &Handoff::goals_short,
                Topic::goals_short},
    ItemSection{"Goals for a medium session", "goals_medium", &Handoff::goals_medium,
                Topic::goals_medium},
    ItemSection{"Goals for a long session", "goals_long", &Handoff::goals_long, Topic::goals_long},
    ItemSection{"Roadmap", "roadmap", &Handoff::roadmap, Topic::roadmap},
    ItemSection{"Future concerns", "concerns", &Handoff::concerns, Topic::concerns},
    ItemSection{"Lessons learned", "lessons", &Handoff::lessons, Topic::lessons},
    ItemSection{"Documents to read", "documents", &Handoff::documents, Topic::documents},
    ItemSection{"Quick reference", "quick_reference", &Handoff::quick_reference,
                Topic::quick_reference},
    ItemSection{"People to ask", "people", &Handoff::people, Topic::people},
    ItemSection{"Other branches", "branches", &Handoff::branches, Topic::none},
    ItemSection{"Parked", "parked", &Handoff::parked, Topic::parked},
    ItemSection{"Notes", "notes", &Handoff::notes, Topic::notes},
};

/// Those that hold paths.
struct PathSection {
  std::string_view heading;
  std::string_view name;
  std::vector<std::string> Handoff::* paths;
  Topic topic;
};

inline constexpr std::array kPathSections{
    PathSection{"Files created", "created", &Handoff::created, Topic::created},
    PathSection{"Files modified", "modified", &Handoff::modified, Topic::modified},
    PathSection{"Files deleted", "deleted", &Handoff::deleted, Topic::deleted},
    PathSection{"Files read or named", "read", &Handoff::read, Topic::none},
    PathSection{"Uncommitted", "uncommitted", &Handoff::uncommitted, Topic::uncommitted},
};

/// Those that hold a text, verbatim.
struct TextSection {
  std::string_view heading;
  std::string Handoff::* text;
  Topic topic;
};

inline constexpr std::array kTextSections{
    TextSection{"Last words of the assistant", &Handoff::summary, Topic::summary},
    TextSection{"Message to the next session", &Handoff::message, Topic::message},
};

inline constexpr std::string_view kGoalHeading = "Goal";
inline constexpr std::string_view kTestHeading = "Last test";
inline constexpr std::string_view kPreflightHeading = "Pre-flight checks";
inline constexpr std::string_view kCommandsHeading = "Commands";

/// The names of fields that are rendered as bullets below a statement.
inline constexpr auto kFieldNames = std::to_array<std::string_view>({
    "percent",
    "done",
    "remains",
    "where",
    "time",
    "file",
    "reference",
    "test",
    "pattern",
    "port",
    "address",
    "start",
});

/// The first line of a rendered handoff, by which its reader knows it.
inline constexpr std::string_view kDocumentMark = "<!-- baton:handoff 1 -->";
/// Stand before each part that is kept verbatim: with a heading line, and without.
inline constexpr std::string_view kHeadedMark = "<!-- baton:section -->";
inline constexpr std::string_view kUnheadedMark = "<!-- baton:text -->";
/// Before a part whose heading is not one line: a JSON string follows, then ` -->`.
inline constexpr std::string_view kOddHeadingMark = "<!-- baton:section ";

}  // namespace baton
