#pragma once
#include <functional>
#include <string>
#include <string_view>

#include "core/base/json.hpp"
#include "core/base/task.hpp"
#include "core/http/context.hpp"
#include "core/http/message.hpp"

namespace baton {

/// Server-sent events (WHATWG HTML, 9.2) for what takes long: a route that `tells`, asked with
/// `Accept: text/event-stream`, sends while it works
///
///     progress  {"stage": …, …}: what it does now; fields differ by stage
///     draft     members of the result's data as they stand; each replaces what drafts before it
///               said of that member
///     result    the plain answer, {"success": true, "data": …}; the last event
///     error     instead of it, {"success": false, "error": …, "code": …}
///
/// What is refused before any event is answered plainly, with its status.

inline constexpr std::string_view kEventStream = "text/event-stream";

/// Whether the Accept header names the type.
bool accepts_events(const Request& request);

/// One event as it is sent. `data` is one line.
std::string event_text(std::string_view name, std::string_view data);

/// Sends an event; nothing where nobody asked for events.
Task<bool> tell(Context& context, std::string name, Json data);

/// The response where events were asked for: the last event.
Response last_event(const Context& context, Response plain);

/// Reads such a stream from bytes as they come.
class EventReader {
 public:
  using Take = std::function<void(std::string_view name, std::string_view data)>;
  explicit EventReader(Take take) : take_(std::move(take)) {}
  void feed(std::string_view bytes);

 private:
  void take_line(std::string_view line);

  Take take_;
  std::string waiting_, name_, data_;
};

}  // namespace baton
