// Simulations of devices that sync with a server while everything goes wrong: `simulation FIRST
// COUNT` runs that many seeds, each to its end, and prints TAP. A seed that fails is told, and
// fails again when it is run alone.
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <set>

#include "core/base/json.hpp"
#include "core/base/json_in.hpp"
#include "tests/simulation/people.hpp"
#include "tests/simulation/world.hpp"
#include "tests/support/history.hpp"

namespace baton::simulation {
namespace {

constexpr int kMostRounds = 60;
constexpr std::int64_t kHour = 3'600'000;

/// A folder of memory where there is one: the disk is not what is tested.
std::string scratch_folder() {
  const std::string base = std::filesystem::exists("/dev/shm")
                               ? std::string("/dev/shm")
                               : std::filesystem::temp_directory_path().string();
  return base + "/baton-simulation-" + std::to_string(getpid());
}

class Simulation {
 public:
  Simulation(Disks& disks, unsigned seed) : world_(disks, seed) {}

  /// What is wrong at the end; "" if nothing is.
  std::string run() {
    begin();
    misfortune();
    const unsigned steps = 20 + world_.random()() % 50;
    for (unsigned i = 0; i < steps; ++i) happen(i);
    world_.faults = {};
    const std::set<std::string> written = written_on_devices();
    if (!settle()) return "it did not come to an end";
    const std::string missing = lost(written);
    return missing.empty() ? difference() : missing;
  }

 private:
  void begin() {
    world_.add_machine("server", 0);
    const unsigned devices = 2 + world_.random()() % 3;
    for (unsigned i = 0; i < devices; ++i) {
      const std::int64_t skew = world_.chance(30) ? (world_.chance(50) ? kHour : -kHour) : 0;
      connect(world_.add_machine("device" + std::to_string(i), skew));
    }
  }

  void connect(Machine& machine) {
    const Json body = {
        {"url", "http://server"}, {"all_projects", true}, {"device_name", machine.name}};
    world_.ask(machine, "POST", "/api/remotes", to_text(body));
  }

  void misfortune() {
    const auto up_to = [&](unsigned most) {
      return static_cast<unsigned>(world_.random()() % (most + 1));
    };
    world_.faults = {up_to(20), up_to(15), up_to(10), up_to(20), up_to(6), up_to(4)};
  }

  Machine& some_device() {
    auto& machines = world_.machines();
    return *machines[1 + world_.random()() % (machines.size() - 1)];
  }

  Json sync_once(Machine& machine) {
    const Response response = world_.ask(machine, "POST", "/api/remotes/origin/sync");
    auto answer = parse_json(response.body);
    return answer && response.status == 200 ? object_in(*answer, "data") : Json();
  }

  /// Gives up at the first that goes wrong, as a person would who has no network.
  void sync(Machine& machine) {
    for (int i = 0; i < 20; ++i) {
      const Json progress = sync_once(machine);
      if (progress.is_null() || flag_in(progress, "done") || world_.chance(10)) return;
    }
  }

  void happen(unsigned number) {
    const unsigned what = world_.random()() % 100;
    if (what < 55) return work(world_, world_.chance(90) ? some_device() : world_.server());
    if (what < 90) return sync(some_device());
    if (what < 93) return send_from_the_future(world_, number);
    if (what < 95 && world_.machines().size() < 6) {
      world_.clone(some_device(), "clone" + std::to_string(number));
      return;
    }
    if (what < 98) return world_.back_up_server();
    if (!world_.restore_server()) return;
    while (world_.ask(world_.server(), "POST", "/api/admin/restored").status != 200) {
    }
  }

  /// Rounds in which every device syncs until one brings nothing new to anybody.
  bool settle() {
    if (world_.chance(50)) world_.now += 2 * kHour;  // what was stamped ahead is past then
    for (int round = 0; round < kMostRounds; ++round) {
      bool quiet = true;
      for (std::size_t i = 1; i < world_.machines().size(); ++i)
        quiet = finish(*world_.machines()[i]) && quiet;
      if (quiet) return true;
    }
    return false;
  }

  /// True if there was nothing to exchange.
  bool finish(Machine& machine) {
    bool quiet = true;
    for (int i = 0; i < kMostRounds; ++i) {
      const Json progress = sync_once(machine);
      if (progress.is_null()) return false;
      quiet = quiet && number_in(progress, "pushed") == 0 && number_in(progress, "pulled") == 0 &&
              text_in(progress, "notice").empty();
      if (flag_in(progress, "done")) return quiet;
    }
    return false;
  }

  std::set<std::string> written_on_devices() {
    std::set<std::string> ids;
    for (std::size_t i = 1; i < world_.machines().size(); ++i)
      ids.merge(events_of(*world_.machines()[i]));
    return ids;
  }

  std::set<std::string> events_of(Machine& machine) {
    const auto rows = world_.rows(machine, "SELECT id FROM events");
    return {rows.begin(), rows.end()};
  }

  std::string lost(const std::set<std::string>& written) {
    const std::set<std::string> held = events_of(world_.server());
    for (const std::string& id : written)
      if (!held.contains(id)) return "event " + id + " was written and is lost";
    return {};
  }

  std::vector<std::string> shown_by(Machine& machine) {
    std::vector<std::string> all;
    const auto add = [&](const std::string& sql) {
      for (std::string& row : world_.rows(machine, sql)) all.push_back(std::move(row));
    };
    add("SELECT id, device_id, device_seq, hlc, type, v, entity_id, body_hash FROM events ORDER BY "
        "id");
    for (const std::string& sql : test::projection_queries()) add(sql);
    add("SELECT hash, body FROM texts WHERE body IS NOT NULL ORDER BY hash");
    add("SELECT s.uid, n.session_number FROM session_numbers n JOIN sessions s ON s.id = "
        "n.session_id ORDER BY s.uid");
    add("SELECT id, body FROM events ORDER BY id");
    add("SELECT 'missing', hash FROM texts WHERE body IS NULL ORDER BY hash");
    return all;
  }

  std::string difference() {
    const std::vector<std::string> expected = shown_by(world_.server());
    for (std::size_t i = 1; i < world_.machines().size(); ++i) {
      const std::vector<std::string> shown = shown_by(*world_.machines()[i]);
      const auto [here, there] =
          std::mismatch(expected.begin(), expected.end(), shown.begin(), shown.end());
      if (here == expected.end() && there == shown.end()) continue;
      return world_.machines()[i]->name + " shows\n  " +
             (there == shown.end() ? "(nothing)" : there->substr(0, 300)) + "\nthe server\n  " +
             (here == expected.end() ? "(nothing)" : here->substr(0, 300));
    }
    return {};
  }

  World world_;
};

int run_seeds(unsigned first, unsigned count) {
  const std::string folder = scratch_folder();
  std::filesystem::create_directories(folder);
  Disks disks(folder);
  unsigned failed = 0;
  for (unsigned seed = first; seed < first + count; ++seed) {
    const std::string problem = Simulation(disks, seed).run();
    if (problem.empty()) continue;
    ++failed;
    std::printf("not ok - seed %u: %s\n", seed, problem.c_str());
  }
  if (failed == 0) std::printf("ok - %u simulated histories from seed %u\n", count, first);
  std::filesystem::remove_all(folder);
  return failed == 0 ? 0 : 1;
}

}  // namespace
}  // namespace baton::simulation

int main(int count, char** words) {
  const auto number = [&](int at, unsigned otherwise) {
    return count > at ? static_cast<unsigned>(std::strtoul(words[at], nullptr, 10)) : otherwise;
  };
  return baton::simulation::run_seeds(number(1, 1), number(2, 100));
}
