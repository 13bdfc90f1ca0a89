#pragma once
#include "core/mcp/caller.hpp"

namespace baton::mcp {

/// POST /mcp: one message of the Model Context Protocol, answered as JSON; 202 for a notification.
/// Nothing is kept between two of them, in whichever revision they speak. `?project=` names the
/// project that tools mean where none is said; `?transport=stdio` says that the message did not
/// come by HTTP, so that there are no headers to compare with it.
Task<Result<Response>> post(Context& context, Request request, Application application,
                            std::string_view version);

}  // namespace baton::mcp
