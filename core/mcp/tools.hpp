#pragma once
#include <span>
#include <string>
#include <string_view>

#include "core/mcp/caller.hpp"
#include "core/mcp/rpc.hpp"

namespace baton::mcp {

/// Something that a model may call. Its answer is text for the model, and so is its error, which
/// says what to do instead.
struct Tool {
  std::string_view name;
  std::string_view title;
  std::string_view description;
  std::string_view schema;  ///< of its arguments: JSON Schema, an object with `properties`
  bool read_only;
  Task<Result<std::string>> (*run)(Caller* caller, Json arguments);
};
std::span<const Tool> tools();

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
