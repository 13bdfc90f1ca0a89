#pragma once
#include <string>
#include <string_view>

#include "core/mcp/rpc.hpp"

namespace baton::mcp {

/// The revision whose requests carry all that they need, and the newest of those that begin with
/// `initialize`.
inline constexpr std::string_view kStateless = "2026-07-28";
inline constexpr std::string_view kNewestInitialized = "2025-11-25";

/// Whether the message is one of the stateless revision: it says so itself.
bool is_stateless(const Message& message);

/// What is wrong with the revision that a request speaks, or with what its headers say of it, if
/// anything: -32022 with the revisions that are served, -32020 for a header that is missing or says
/// something else than the body. `headers`: the message came by HTTP, which mirrors the body in
/// them.
std::optional<RpcError> revision_fault(const Message& message, const Request& request,
                                       bool headers);

/// The revision of an answer to `initialize`: the one asked for if it is served, else the newest.
std::string_view agreed_revision(std::string_view asked);

/// All that are served, newest first.
Json served_revisions();

}  // namespace baton::mcp
