#include "native/models/fetch.hpp"

namespace baton::native {

/// The unit tests as a module have no network: a test that asks a server brings its own host.
Fetch::Reply fetch(const Fetch& /*request*/, const Attendance& /*attendance*/) {
  return fail(Fault::unavailable, "unreachable", "There is no network here.");
}

}  // namespace baton::native
