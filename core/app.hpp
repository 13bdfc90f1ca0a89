#pragma once
#include <span>
#include <string_view>

#include "core/http/router.hpp"

namespace baton {

inline constexpr std::string_view kVersion = "0.1.0";

/// The largest body of a request that is not streamed, in bytes.
inline constexpr std::size_t kBodyLimit = 8 * 1024 * 1024;

/// The application: answers every request, whatever it holds. The host drives the task
/// (core/base/task.hpp) and performs its effects. `context` must outlive the run. A HEAD request is
/// answered with the body that GET would have, which the host leaves out.
Task<Response> handle(Context& context, Request request);

/// Whether the route of such a request takes its body in pieces (`NextPiece`), not whole.
bool streams_body(std::string_view method, std::string_view target);

/// All routes, for the API's description.
std::span<const Route> routes();

}  // namespace baton
