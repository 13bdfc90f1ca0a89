// Any body of any kind of event, pushed by a device: it is taken or refused, stands in the way of
// nothing, and what it left can be read, made again and pulled.
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>
#include <string_view>

#include "core/base/json.hpp"
#include "core/base/text.hpp"
#include "native/host.hpp"

using namespace baton;

namespace {

constexpr int kMostInOneStore = 200;
constexpr const char* kTypes[] = {
    "project.created", "project.changed",   "project.deleted",   "session.created",
    "session.changed", "session.appended",  "session.completed", "session.used",
    "session.deleted", "handoff.written",   "knowledge.created", "knowledge.changed",
    "knowledge.used",  "knowledge.deleted", "account.created",   "account.changed",
    "account.deleted", "store.purged",      "other.kind"};

struct Pushing {
  native::Database database = *native::Database::open(":memory:");
  Context context;
  int events = 0;
};

Json event_of(std::uint8_t type, std::uint8_t entity, std::string body, int number) {
  char hlc[17];
  std::snprintf(hlc, sizeof hlc, "018f00000000%04x", static_cast<unsigned>(number));
  return {{"id", "event-" + std::to_string(number)},
          {"device_id", "device"},
          {"device_seq", number},
          {"hlc", hlc},
          {"type", kTypes[type % std::size(kTypes)]},
          {"v", 1},
          {"entity_id", "entity-" + std::to_string(entity % 4)},
          {"body", std::move(body)},
          {"body_hash", "hash-" + std::to_string(number)}};
}

void must_answer(Pushing& pushing, const char* method, const char* target,
                 const Json& body = nullptr) {
  Request request;
  request.method = method;
  request.target = target;
  if (!body.is_null()) request.body = to_text(body);
  const Response response = native::call(pushing.database, pushing.context, std::move(request));
  if (response.status == 200) return;
  std::fprintf(stderr, "%s %s: %s\n", method, target, response.body.c_str());
  std::abort();
}

}  // namespace

/// The first byte chooses the kind, the second the entity, the rest is the body.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static auto pushing = std::make_unique<Pushing>();
  if (size < 2) return 0;
  if (pushing->events >= kMostInOneStore) pushing = std::make_unique<Pushing>();
  std::string body(reinterpret_cast<const char*>(data) + 2, size - 2);
  if (first_invalid_utf8(body) != std::string_view::npos || body.find('\0') != std::string::npos)
    return 0;
  const Json page = {{"device", {{"id", "device"}, {"name", "a device"}}},
                     {"events", {event_of(data[0], data[1], std::move(body), ++pushing->events)}},
                     {"texts", Json::array()}};
  must_answer(*pushing, "POST", "/api/sync/push", page);
  for (const char* read : {"/api/projects", "/api/knowledge", "/api/sync/pull"})
    must_answer(*pushing, "GET", read);
  if (pushing->events % 20 == 0) must_answer(*pushing, "POST", "/api/admin/rebuild");
  return 0;
}
