#include "native/models/fetch.hpp"
#include "native/provide.hpp"

namespace baton::native {

/// The unit tests as a module have no network: a test that asks a server brings its own host.
Fetch::Reply fetch(const Fetch& /*request*/, const Attendance& /*attendance*/) {
  return fail(Fault::unavailable, "unreachable", "There is no network here.");
}

/// Nor has it a machine.
Provide::Reply provide(const Database& /*database*/, const Provide& wanted) {
  if (wanted.what != Provide::What::figures)
    return fail(Fault::unavailable, "not_here", "There is no machine here.");
  return Provide::Provided{R"({"scope":"process","since_ms":0,"database_bytes":null,"routes":[]})"};
}

}  // namespace baton::native
