#include "core/mcp/revision.hpp"

#include <algorithm>
#include <array>

#include "core/base/base64.hpp"

namespace baton::mcp {
namespace {

constexpr std::array<std::string_view, 4> kInitialized{kNewestInitialized, "2025-06-18",
                                                       "2025-03-26", "2024-11-05"};
constexpr const char* kVersionMeta = "io.modelcontextprotocol/protocolVersion";

bool is_initialized(std::string_view revision) {
  return std::ranges::find(kInitialized, revision) != kInitialized.end();
}

RpcError unsupported(const Json& asked) {
  return {.code = unsupported_version,
          .message = "This revision of the protocol is not served here.",
          .data = {{"supported", served_revisions()}, {"requested", asked}},
          .status = 400};
}

RpcError mismatch(std::string_view header, std::string_view why) {
  return {.code = header_mismatch,
          .message = "The header " + std::string(header) + ' ' + std::string(why) + '.',
          .status = 400};
}

/// What a header's value stands for: what is no visible ASCII is sent as Base64.
std::string header_value(std::string_view value) {
  constexpr std::string_view begin = "=?base64?", end = "?=";
  if (!value.starts_with(begin) || !value.ends_with(end)) return std::string(value);
  value.remove_prefix(begin.size());
  value.remove_suffix(end.size());
  return from_base64(value);
}

std::optional<RpcError> header_fault(const Request& request, std::string_view name,
                                     const Json& said) {
  const std::string_view header = request.header(name);
  if (header.empty()) return mismatch(name, "is missing");
  if (said != Json(header_value(header)))
    return mismatch(name, "says something else than the body");
  return std::nullopt;
}

/// What the header Mcp-Name repeats: null where the method has none.
Json name_in(const Message& message) {
  const char* member = message.method == "resources/read" ? "uri" : "name";
  const bool named = message.method == "resources/read" || message.method == "tools/call" ||
                     message.method == "prompts/get";
  const auto found = named ? message.params.find(member) : message.params.end();
  return found == message.params.end() ? Json(nullptr) : *found;
}

std::optional<RpcError> mirrored_fault(const Message& message, const Request& request) {
  const Json version = message.meta(kVersionMeta);
  if (auto fault = header_fault(request, "MCP-Protocol-Version", version)) return fault;
  if (auto fault = header_fault(request, "Mcp-Method", message.method)) return fault;
  const Json name = name_in(message);
  return name.is_null() ? std::nullopt : header_fault(request, "Mcp-Name", name);
}

}  // namespace

Json served_revisions() {
  Json revisions = {kStateless};
  for (const std::string_view revision : kInitialized) revisions.push_back(revision);
  return revisions;
}

bool is_stateless(const Message& message) { return !message.meta(kVersionMeta).is_null(); }

std::optional<RpcError> revision_fault(const Message& message, const Request& request,
                                       bool headers) {
  const std::string_view header = request.header("MCP-Protocol-Version");
  if (!is_stateless(message)) {
    if (header.empty() || is_initialized(header)) return std::nullopt;
    if (header == kStateless)
      return mismatch("MCP-Protocol-Version", "says something else than the body");
    return unsupported(header);
  }
  if (headers) {
    if (auto fault = mirrored_fault(message, request)) return fault;
  }
  const Json version = message.meta(kVersionMeta);
  return version == kStateless ? std::nullopt : std::optional(unsupported(version));
}

std::string_view agreed_revision(std::string_view asked) {
  return is_initialized(asked) ? asked : kNewestInitialized;
}

}  // namespace baton::mcp
