#pragma once
#include <string>
#include <string_view>

namespace baton::machine {

/// `2026-04-25 07:25:07+02:00` from a time of this machine's zone without one; anything else as it
/// is.
std::string with_local_zone(std::string_view time);

}  // namespace baton::machine
