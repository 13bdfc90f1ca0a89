#pragma once
#include "core/mcp/caller.hpp"
#include "core/mcp/rpc.hpp"

namespace baton::mcp {

/// A project's current handoff is a resource, `baton://projects/UID/handoff`, and so is every
/// session's, `baton://projects/UID/sessions/NUMBER/handoff`.

/// The result of `resources/list`, of at most 50 projects a page: those changed last come first.
Task<RpcResult<Json>> resource_list(Caller* caller, Json params);
Json resource_templates();
/// The result of `resources/read`. `missing` is the code for what is not there.
Task<RpcResult<Json>> read_resource(Caller* caller, Json params, int missing);

}  // namespace baton::mcp
