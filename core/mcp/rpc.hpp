#pragma once
#include <expected>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/json.hpp"
#include "core/http/message.hpp"

/// The Model Context Protocol (modelcontextprotocol.io), revisions 2026-07-28, which keeps no
/// state, and 2025-11-25 with those before it, which begin with `initialize`. One POST carries one
/// message.
namespace baton::mcp {

/// Error codes of JSON-RPC 2.0 and of the protocol.
enum RpcCode : int {
  parse_error = -32700,
  invalid_request = -32600,
  method_not_found = -32601,
  invalid_params = -32602,
  internal_error = -32603,
  resource_not_found = -32002,  ///< until 2025-11-25; invalid_params since
  header_mismatch = -32020,
  unsupported_version = -32022,
};

/// What a request is answered when it has no result. `status` is that of HTTP.
struct RpcError {
  int code = internal_error;
  std::string message;
  Json data = nullptr;
  int status = 200;
};

template <class T>
using RpcResult = std::expected<T, RpcError>;

/// A request, or a notification where it has no id.
struct Message {
  std::optional<Json> id;  ///< a text or a number
  std::string method;      ///< "" for the client's answer to a request, which nobody made
  Json params = Json::object();

  /// The member of `params._meta`, null if absent.
  Json meta(std::string_view name) const;
};

/// One message as JSON. -32700 for what is no JSON, -32600 for what is no message.
RpcResult<Message> parse_message(std::string_view body);

/// The id of what may be no message, so that its error names it; null if it cannot be read.
Json readable_id(std::string_view body);

Response rpc_response(const Json& id, const RpcResult<Json>& outcome);

}  // namespace baton::mcp
