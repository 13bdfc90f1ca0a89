#pragma once
#include "core/mcp/caller.hpp"

namespace baton::mcp {

/// What the tools of core/mcp/tools.cpp do. `arguments` is an object without unknown members.
Task<Result<std::string>> current_handoff(Caller* caller, Json arguments);
Task<Result<std::string>> search(Caller* caller, Json arguments);
Task<Result<std::string>> show_turn(Caller* caller, Json arguments);
Task<Result<std::string>> knowledge(Caller* caller, Json arguments);
Task<Result<std::string>> remember(Caller* caller, Json arguments);
Task<Result<std::string>> record_decision(Caller* caller, Json arguments);
Task<Result<std::string>> complete_session(Caller* caller, Json arguments);

/// The prompt of a project's newest handoff, or of a session's; a sentence if there is none.
Task<Result<std::string>> handoff_prompt(Caller* caller, Json project, std::int64_t session,
                                         std::int64_t budget);

/// Lengths of what a model may say, in bytes.
inline constexpr std::size_t kMostNameBytes = 200;
inline constexpr std::size_t kMostTextBytes = 100'000;

}  // namespace baton::mcp
