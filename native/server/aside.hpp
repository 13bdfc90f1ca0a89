#pragma once
#include "core/base/effect.hpp"
#include "native/server/net.hpp"

namespace baton::native {

/// Whether an effect waits for something else than this process: a pause, a server elsewhere.
bool waits(const Effect& effect);

/// Performs such an effect while the thread serves others. A request to a server elsewhere has a
/// thread of its own for as long as it is under way, at most 32 at once in the process; it is
/// given up when the coroutine is destroyed.
Awaitable<EffectReply> perform_aside(Effect effect);

}  // namespace baton::native
