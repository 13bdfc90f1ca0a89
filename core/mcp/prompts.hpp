#pragma once
#include "core/mcp/caller.hpp"
#include "core/mcp/rpc.hpp"

namespace baton::mcp {

/// What a user picks from a menu: `start` begins with the handoff, `hand_over` ends with one.
Json prompt_list();
/// The result of `prompts/get`; -32602 for a prompt that there is none of.
Task<RpcResult<Json>> get_prompt(Caller* caller, Json params);

}  // namespace baton::mcp
