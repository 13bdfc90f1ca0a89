#pragma once
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "core/app.hpp"
#include "tests/simulation/disk.hpp"

namespace baton::simulation {

/// What may go wrong, each in so many of a hundred cases.
struct Faults {
  unsigned lost = 0;        ///< a request does not arrive
  unsigned unanswered = 0;  ///< its answer does not
  unsigned cut = 0;         ///< its answer breaks off
  unsigned twice = 0;       ///< it arrives twice, the second time perhaps much later
  unsigned crash = 0;       ///< the process ends at a write, before or after it
  unsigned full = 0;        ///< the disk has no room for a write
};

/// A store on a disk of its own, with a clock of its own.
struct Machine {
  std::string name;
  std::int64_t skew = 0;  ///< milliseconds that its clock is ahead
  Context context;
  std::unique_ptr<Disk> disk;
  std::optional<Fetch::Reply> ahead;  ///< to the request that is under way
};

/// Machines, a server among them (the first), and the network between. Everything happens in the
/// order of one random sequence, so that a seed tells the whole story.
class World {
 public:
  World(Disks& disks, unsigned seed);
  World(const World&) = delete;
  World& operator=(const World&) = delete;
  ~World();

  Machine& add_machine(const std::string& name, std::int64_t skew);
  /// A machine whose disk is a copy of another's.
  Machine& clone(const Machine& original, const std::string& name);
  Machine& server() { return *machines_.front(); }
  std::vector<std::unique_ptr<Machine>>& machines() { return machines_; }

  /// Keeps the server's disk as it is now, and puts it back to that: whether there was a copy.
  void back_up_server();
  bool restore_server();

  /// Asks the machine's own API. Status 0: it crashed.
  Response ask(Machine& machine, std::string method, std::string target, std::string body = {});
  /// Rows as text, without faults.
  std::vector<std::string> rows(Machine& machine, const std::string& sql);

  std::mt19937& random() { return random_; }
  bool chance(unsigned of_hundred) { return random_() % 100 < of_hundred; }

  Faults faults;
  std::int64_t now = 1'750'000'000'000;  ///< the true time

 private:
  Response run(Machine& machine, Request request, bool crashes);
  EffectReply perform(Machine& machine, const Effect& effect, bool crashes, bool* crashed);
  Batch::Reply write(Machine& machine, const Batch& batch, bool crashes, bool* crashed);
  Fetch::Reply ask_elsewhere(Machine& machine, const Fetch& fetch);
  Fetch::Reply deliver(const Fetch& fetch);
  void deliver_late();

  Disks& disks_;
  std::mt19937 random_;
  std::vector<std::unique_ptr<Machine>> machines_;
  std::vector<Request> late_;  ///< requests that arrive again some time
  std::unique_ptr<Disk> backup_;
};

}  // namespace baton::simulation
