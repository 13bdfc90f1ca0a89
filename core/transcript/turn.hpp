#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace baton {

/// Who speaks, and what a turn is. A message of several blocks is several turns.
enum class Role : std::uint8_t { user, assistant, tool, system };
enum class TurnKind : std::uint8_t {
  text,         ///< words; `typed` says whether a person typed them
  thinking,     ///< an assistant's reasoning
  tool_call,    ///< `text` is the input as compact JSON, `tool` the tool's name
  tool_result,  ///< `text` is the output, `tool` the tool's name where known
  summary,      ///< what a compaction kept of the turns before it
};

std::string_view to_word(Role role);
std::string_view to_word(TurnKind kind);
std::optional<Role> turn_role_of(std::string_view word);  ///< nullopt if it is not one of the words
TurnKind turn_kind_of(std::string_view word);             ///< `text` if it is not one of the words

/// One turn of a session, in the order of the transcript.
struct Turn {
  std::string uid;  ///< the source's record id, unique in its session; a call's is the call id,
                    ///< its result's is the call id + ":result"
  Role role = Role::user;
  TurnKind kind = TurnKind::text;
  std::string text;     ///< valid UTF-8
  std::string tool;     ///< "" unless a call or a result
  std::string agent;    ///< the subagent that spoke, "" for the main conversation
  std::string at;       ///< ISO 8601 in UTC, "" if the source has none
  bool typed = false;   ///< typed by the person, not put there by a tool
  bool failed = false;  ///< a tool result that reports an error
  int line = 0;         ///< 1-based line in the transcript, 0 if none
};

}  // namespace baton
