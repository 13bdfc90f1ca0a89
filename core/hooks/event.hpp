#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "core/base/result.hpp"

namespace baton::hooks {

/// What happens in an assistant when it calls a hook.
enum class Moment : std::uint8_t {
  start,    ///< SessionStart
  prompt,   ///< UserPromptSubmit; Gemini CLI: BeforeAgent
  stop,     ///< Stop, SubagentStop; Gemini CLI: AfterAgent
  compact,  ///< PreCompact; Gemini CLI: PreCompress
  end,      ///< SessionEnd
  other     ///< everything else: nothing is done
};

/// What an assistant tells a hook on standard input, one JSON object. Claude Code, Codex and Gemini
/// CLI agree on `session_id`, `transcript_path`, `cwd` and `hook_event_name`.
struct HookEvent {
  Moment moment = Moment::other;
  std::string name;        ///< as the assistant calls it
  std::string session;     ///< the assistant's session id
  std::string transcript;  ///< path of its file, "" if there is none
  std::string cwd;
  std::string source;  ///< of a start: startup, resume, clear, compact, fork
  std::string prompt;
  std::string last_assistant_message;

  /// The conversation goes on, and what it knew is not before the model's eyes any more.
  bool again() const { return moment == Moment::start && source == "compact"; }
};

/// `name` is what the command line says, "" for the event's own. Members of other types count as
/// absent. Errors (invalid): the text is no JSON object, "no_session" where the id is missing.
Result<HookEvent> hook_event_of(std::string_view json, std::string_view name);

/// The moment that an assistant's word means; upper and lower case, `-` and `_` are the same.
Moment moment_of(std::string_view name);

/// What a hook prints so that `text` is added to the conversation.
std::string added_context(const HookEvent& event, std::string_view text);

}  // namespace baton::hooks
