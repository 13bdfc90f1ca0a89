#pragma once
#include <span>
#include <string>
#include <string_view>

#include "core/base/result.hpp"

namespace baton::cli {

/// Set, by this name, for an assistant that was started with a handoff: its first SessionStart hook
/// hands over nothing.
inline constexpr const char* kHandedOver = "BATON_HANDED_OVER";

/// An assistant's command line, and how it takes the first message of a conversation.
struct Assistant {
  std::string_view name;    ///< as people say it, and the program
  std::string_view option;  ///< stands before the message, "" if the message is a word of its own
};
std::span<const Assistant> assistants();
/// A usage error that names them if there is no such one.
Result<Assistant> assistant_named(std::string_view name);

/// What to type to start it with the text that `command` prints: `claude "$(baton handoff 12 …)"`.
std::string start_line(const Assistant& assistant, const std::string& command);

/// Replaces this process by the assistant, told `message`. Returns only to say why it could not.
std::unexpected<Error> become(const Assistant& assistant, const std::string& message);

}  // namespace baton::cli
