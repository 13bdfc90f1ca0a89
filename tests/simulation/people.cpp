#include "tests/simulation/people.hpp"

#include "core/base/hash.hpp"
#include "core/base/json.hpp"

namespace baton::simulation {
namespace {

std::string uid_of(unsigned kind, unsigned number) {
  char uid[64];
  std::snprintf(uid, sizeof uid, "00000000-0000-4000-8%03x-%012x", kind, number);
  return uid;
}

/// The uid of one of the few that there are, or an own one that nobody else has.
std::string some_uid(World& world, unsigned kind) {
  return world.chance(60) ? uid_of(kind, world.random()() % 4)
                          : uid_of(kind, 16 + world.random()() % 1'000'000);
}

std::string some_row(World& world, Machine& machine, const char* table) {
  const auto rows = world.rows(
      machine, std::string("SELECT uid FROM ") + table + " WHERE deleted = 0 ORDER BY uid");
  if (rows.empty()) return {};
  std::string uid = rows[world.random()() % rows.size()];
  uid.pop_back();
  return uid;
}

std::string words(World& world) {
  std::string text = "said " + std::to_string(world.random()());
  if (world.chance(20)) text += std::string(world.random()() % 20'000, 'w');
  return text;
}

void begin_project(World& world, Machine& machine) {
  const Json body = {{"uid", some_uid(world, 1)}, {"name", words(world).substr(0, 20)}};
  world.ask(machine, "POST", "/api/projects", to_text(body));
}

void change_project(World& world, Machine& machine) {
  const std::string uid = some_row(world, machine, "projects");
  if (uid.empty()) return begin_project(world, machine);
  if (world.chance(10)) {
    world.ask(machine, "DELETE", "/api/projects/" + uid);
    return;
  }
  const Json body = {{"description", words(world).substr(0, 30)}};
  world.ask(machine, "PATCH", "/api/projects/" + uid, to_text(body));
}

/// Some of those that were merged into each other are taken apart again.
void merge_project(World& world, Machine& machine) {
  const std::string part = some_row(world, machine, "projects");
  const std::string whole = some_row(world, machine, "projects");
  if (part.empty()) return begin_project(world, machine);
  const Json body = {{"into", whole}};
  world.ask(machine, "POST", "/api/projects/" + part + "/merge", to_text(body));
}

void restore_project(World& world, Machine& machine) {
  const auto rows =
      world.rows(machine, "SELECT uid FROM projects WHERE deleted = 1 ORDER BY uid LIMIT 1");
  if (rows.empty()) return merge_project(world, machine);
  std::string uid = rows.front();
  uid.pop_back();
  world.ask(machine, "POST", "/api/projects/" + uid + "/restore", "{}");
}

void begin_session(World& world, Machine& machine) {
  const std::string project = some_row(world, machine, "projects");
  if (project.empty()) return begin_project(world, machine);
  const Json body = {{"uid", some_uid(world, 2)}, {"project_id", project}, {"account_name", "a"}};
  world.ask(machine, "POST", "/api/sessions", to_text(body));
}

void talk(World& world, Machine& machine) {
  const std::string session = some_row(world, machine, "sessions");
  if (session.empty()) return begin_session(world, machine);
  Json conversation = Json::array();
  for (unsigned i = world.random()() % 4; i < 4; ++i)
    conversation.push_back({{"role", i % 2 ? "user" : "assistant"}, {"content", words(world)}});
  const Json body = {{"session_id", session}, {"conversation", conversation}};
  world.ask(machine, "POST", "/api/conversations/save", to_text(body));
}

void end_session(World& world, Machine& machine) {
  const std::string session = some_row(world, machine, "sessions");
  if (session.empty()) return;
  const Json body = {{"accomplishments", {words(world).substr(0, 40)}}};
  world.ask(machine, "POST", "/api/sessions/" + session + "/complete", to_text(body));
}

void note(World& world, Machine& machine) {
  const std::string item = some_row(world, machine, "knowledge_base");
  if (!item.empty() && world.chance(50)) {
    world.ask(machine, "POST", "/api/knowledge/" + item + "/use", R"({"success":true})");
    return;
  }
  const Json body = {{"category", "pattern"}, {"title", "t"}, {"content", words(world)}};
  world.ask(machine, "POST", "/api/knowledge", to_text(body));
}

}  // namespace

void work(World& world, Machine& machine) {
  switch (world.random()() % 10) {
    case 0:
      return begin_project(world, machine);
    case 1:
      return change_project(world, machine);
    case 2:
      return begin_session(world, machine);
    case 3:
      return end_session(world, machine);
    case 4:
      return note(world, machine);
    case 5:
      return world.chance(60) ? merge_project(world, machine) : restore_project(world, machine);
    default:
      return talk(world, machine);
  }
}

void send_from_the_future(World& world, unsigned number) {
  Json events = Json::array();
  const auto add = [&](unsigned seq, const char* type, int v) {
    const std::string body = R"({"set":{"name":"from the future"}})";
    char hlc[20];
    std::snprintf(hlc, sizeof hlc, "%012llx%04x", static_cast<unsigned long long>(world.now), seq);
    events.push_back({{"id", uid_of(9, 2 * number + seq)},
                      {"device_id", "future"},
                      {"device_seq", 2 * number + seq},
                      {"hlc", hlc},
                      {"type", type},
                      {"v", v},
                      {"entity_id", uid_of(seq == 1 ? 8 : 1, number % 4)},
                      {"body", body},
                      {"body_hash", text_hash(body)}});
  };
  add(1, "moon.landed", 1);
  add(2, "project.changed", 2);
  const Json body = {{"device", {{"id", "future"}, {"name", "tomorrow"}}}, {"events", events}};
  world.ask(world.server(), "POST", "/api/sync/push", to_text(body));
}

}  // namespace baton::simulation
