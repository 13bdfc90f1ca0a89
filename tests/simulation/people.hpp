#pragma once
#include "tests/simulation/world.hpp"

namespace baton::simulation {

/// Somebody does something with Baton on this machine: begins or ends a session, talks, renames,
/// deletes, notes. Several machines work on the same few projects and sessions.
void work(World& world, Machine& machine);

/// A device with a newer Baton sends the server what no other knows: events of an unknown kind, and
/// a newer version of a known one.
void send_from_the_future(World& world, unsigned number);

}  // namespace baton::simulation
