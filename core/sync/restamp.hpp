#pragma once
#include <cstdint>
#include <string>

#include "core/base/task.hpp"

namespace baton::sync {

/// Gives this device's own events, from its number `first` on, another stamp. They must not be
/// known to any other store. The projections are made again, since they depend on the stamps.

/// A copy of this data folder writes under this device's name too: from `first` on the events, and
/// whatever is written from now on, are a new device's. The new device's id.
Task<Result<std::string>> take_new_device_id(std::int64_t first);

/// This device's clock was ahead: the events are set to `now`, in their order, and behind all that
/// was received.
Task<Result<bool>> set_back_to(std::int64_t now, std::int64_t first);

}  // namespace baton::sync
