#include "tests/simulation/world.hpp"

#include <cstdio>
#include <cstdlib>

namespace baton::simulation {
namespace {

[[noreturn]] void give_up(const std::string& why) {
  std::fprintf(stderr, "simulation: %s\n", why.c_str());
  std::abort();
}

std::string random_bytes(std::mt19937& random, std::size_t count) {
  std::string bytes;
  while (bytes.size() < count) bytes += static_cast<char>(random() & 0xff);
  return bytes;
}

bool changes(const Batch& batch) {
  for (const Statement& statement : batch.statements)
    if (!statement.sql.starts_with("SELECT") && !statement.sql.starts_with("WITH")) return true;
  return false;
}

Request request_of(const Fetch& fetch) {
  Request request;
  request.method = fetch.method;
  request.target = fetch.url.substr(fetch.url.find("/api/"));
  request.headers = fetch.headers;
  request.body = fetch.body;
  return request;
}

Result<Batch::Reply::value_type> broken(const char* code) {
  return fail(Fault::unavailable, code, "The simulation says so.");
}

}  // namespace

World::World(Disks& disks, unsigned seed) : disks_(disks), random_(seed) {}

World::~World() {
  for (auto& machine : machines_) disks_.give_back(std::move(machine->disk));
  if (backup_) disks_.give_back(std::move(backup_));
}

Machine& World::add_machine(const std::string& name, std::int64_t skew) {
  auto machine = std::make_unique<Machine>();
  machine->name = name;
  machine->skew = skew;
  machine->disk = disks_.take();
  char id[33];
  std::snprintf(id, sizeof id, "%08x%08x%08x%08x", static_cast<unsigned>(random_()),
                static_cast<unsigned>(random_()), static_cast<unsigned>(random_()),
                static_cast<unsigned>(random_()));
  const auto named = machine->disk->database().run(
      Batch{{{"UPDATE clock SET device_id = ?1, epoch = substr(?1, 1, 16)", {std::string(id)}}}});
  if (!named) give_up(named.error().message);
  machines_.push_back(std::move(machine));
  return *machines_.back();
}

Machine& World::clone(const Machine& original, const std::string& name) {
  Machine& machine = add_machine(name, original.skew);
  machine.disk->become(*original.disk);
  return machine;
}

void World::back_up_server() {
  if (!backup_) backup_ = disks_.take();
  backup_->become(*server().disk);
}

bool World::restore_server() {
  if (backup_) server().disk->become(*backup_);
  return backup_ != nullptr;
}

Batch::Reply World::write(Machine& machine, const Batch& batch, bool crashes, bool* crashed) {
  if (!crashes || !changes(batch)) return machine.disk->database().run(batch);
  if (chance(faults.full)) return broken("disk_full");
  *crashed = chance(faults.crash);
  if (*crashed && chance(50)) return broken("store");
  return machine.disk->database().run(batch);
}

EffectReply World::perform(Machine& machine, const Effect& effect, bool crashes, bool* crashed) {
  if (const auto* batch = std::get_if<Batch>(&effect))
    return write(machine, *batch, crashes, crashed);
  if (const auto* entropy = std::get_if<Entropy>(&effect))
    return random_bytes(random_, entropy->bytes);
  if (const auto* fetch = std::get_if<Fetch>(&effect)) return ask_elsewhere(machine, *fetch);
  if (std::holds_alternative<Now>(effect)) return now + machine.skew;
  if (std::holds_alternative<Publish>(effect)) return Publish::Reply{};
  if (std::holds_alternative<Sleep>(effect)) return Sleep::Reply{};
  if (std::holds_alternative<Limit>(effect)) return Limit::Reply{};
  if (std::holds_alternative<Provide>(effect))
    return Provide::Reply(fail(Fault::unavailable, "not_here", ""));
  give_up("an effect that nobody expects");
}

Response World::run(Machine& machine, Request request, bool crashes) {
  now += 1 + static_cast<std::int64_t>(random_() % 2000);
  machine.ahead.reset();
  Run<Response> run(handle(machine.context, std::move(request)));
  while (const Effect* effect = run.step()) {
    bool crashed = false;
    EffectReply reply = perform(machine, *effect, crashes, &crashed);
    if (crashed) return {.status = 0, .headers = {}, .body = {}};
    run.reply(std::move(reply));
  }
  return run.result();
}

/// A request that was sent once may arrive again at any later time.
void World::deliver_late() {
  if (late_.empty() || !chance(30)) return;
  const std::size_t chosen = random_() % late_.size();
  const Request request = late_[chosen];
  late_.erase(late_.begin() + static_cast<std::ptrdiff_t>(chosen));
  run(server(), request, true);
}

/// What is sent ahead may arrive, and be answered, long before its answer is looked at.
Fetch::Reply World::ask_elsewhere(Machine& machine, const Fetch& fetch) {
  if (fetch.ahead) {
    if (chance(70)) machine.ahead = deliver(fetch);
    return Fetch::Answer{};
  }
  if (auto reply = std::exchange(machine.ahead, std::nullopt)) return *std::move(reply);
  return deliver(fetch);
}

Fetch::Reply World::deliver(const Fetch& fetch) {
  deliver_late();
  const Request request = request_of(fetch);
  const auto lost = [](const char* code) { return fail(Fault::unavailable, code, "lost"); };
  if (chance(faults.lost)) return lost("unreachable");
  if (chance(faults.twice)) {
    late_.push_back(request);
    if (chance(50)) run(server(), request, true);
  }
  const Response response = run(server(), request, true);
  if (response.status == 0 || chance(faults.unanswered)) return lost("timeout");
  if (chance(faults.cut)) {
    Fetch::Answer half{.status = response.status,
                       .content_type = "application/json",
                       .retry_after = {},
                       .body = response.body};
    half.body.resize(random_() % (response.body.size() + 1));
    return half;
  }
  return Fetch::Answer{.status = response.status,
                       .content_type = "application/json",
                       .retry_after = {},
                       .body = response.body};
}

Response World::ask(Machine& machine, std::string method, std::string target, std::string body) {
  Request request;
  request.method = std::move(method);
  request.target = std::move(target);
  request.body = std::move(body);
  return run(machine, std::move(request), true);
}

std::vector<std::string> World::rows(Machine& machine, const std::string& sql) {
  const auto reply = machine.disk->database().run(Batch{{{sql, {}}}});
  if (!reply) give_up(reply.error().message + " in " + sql);
  std::vector<std::string> lines;
  for (const Row& row : reply->front()) {
    std::string& line = lines.emplace_back();
    for (const Value& value : row) {
      if (const auto* text = std::get_if<std::string>(&value)) line += *text;
      if (const auto* number = std::get_if<std::int64_t>(&value)) line += std::to_string(*number);
      if (const auto* real = std::get_if<double>(&value)) line += std::to_string(*real);
      line += '|';
    }
  }
  return lines;
}

}  // namespace baton::simulation
