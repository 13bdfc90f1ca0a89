#pragma once
#include <string>
#include <string_view>

#include "core/mcp/caller.hpp"
#include "core/mcp/rpc.hpp"

namespace baton::mcp {

/// The result of `tools/list`.
Json tool_list();

/// The result of `tools/call`; what goes wrong inside the tool is a result too, with `isError`.
/// -32602 for a tool that there is none of.
Task<RpcResult<Json>> call_tool(Caller* caller, Json params);

/// At most `kMostBytes` of `text` from byte `from` on, cut between characters, and how to ask for
/// the rest. An assistant cuts answers of more than 25,000 tokens by itself.
inline constexpr std::size_t kMostBytes = 48'000;
std::string within_limit(std::string_view text, std::size_t from = 0);

}  // namespace baton::mcp
