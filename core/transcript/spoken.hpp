#pragma once
#include <string>
#include <string_view>

namespace baton {

/// What a person typed of a user's message, apart from what tools put around it.
struct Spoken {
  std::string text;      ///< what was typed; the whole message if nothing was
  bool typed = false;    ///< whether a person typed any of it
  bool summary = false;  ///< a compaction's summary in a user's clothes
};

/// Judges the text of a message that a transcript gives to the user.
///
/// Taken out: paired wrappers that start a line (`<system-reminder>`, `<local-command-stdout>`,
/// task notifications, what hooks and editors say, …) and the marks of an interruption. A slash
/// command in its wrappers is what was typed: "/review src/http"; `<bash-input>ls</bash-input>` is
/// "! ls". A message that is only wrapper, or starts as only tools' messages do ("Caveat: The
/// messages below…"), was typed by nobody. A wrapper's name inside a sentence is left alone.
Spoken spoken(std::string_view message);

}  // namespace baton
