#pragma once
#include <cstdint>
#include <string>
#include <string_view>

namespace baton {

/// What a section of a handoff document is about.
enum class Topic : std::uint8_t {
  none,
  goal,
  summary,
  state,
  next,
  in_progress,
  blockers,
  errors,
  bugs,
  questions,
  wishes,
  decisions,
  failed,
  accomplished,
  created,
  modified,
  deleted,
  uncommitted,
  prerequisites,
  preflight,
  watch,
  context,
  services,
  packages,
  database,
  temporary,
  cleanup,
  last_good,
  success_criteria,
  goals_short,
  goals_medium,
  goals_long,
  roadmap,
  concerns,
  lessons,
  documents,
  quick_reference,
  people,
  parked,
  message,
  notes,
};

/// The topic of a heading in whatever words: "🚀 What's next (priority order)" → next. Marks,
/// emoji, numbers and case do not count.
Topic topic_of(std::string_view heading);

/// The heading under which a topic is rendered; "" for none.
std::string_view heading_of(Topic topic);

/// The heading's words alone, lower-case, one blank between: "## 2. 🔧 To-Do (now)" → "to do now".
std::string heading_words(std::string_view heading);

}  // namespace baton
