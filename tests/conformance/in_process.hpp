#pragma once
#include "native/database.hpp"
#include "tests/conformance/runner.hpp"

namespace baton::conformance {

/// The core in process, on a database that must outlive the host. Requests sent together are
/// interleaved effect by effect, in an order that BATON_INTERLEAVING (1), a number, chooses. A
/// request that came by a proxy (`Forwarded`) needs a token. Streamed bodies come in pieces of 64
/// kB.
Host in_process(native::Database& database);

}  // namespace baton::conformance
