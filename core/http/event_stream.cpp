#include "core/http/event_stream.hpp"

#include "core/base/text.hpp"

namespace baton {

bool accepts_events(const Request& request) {
  return lowered(request.header("Accept")).find(kEventStream) != std::string::npos;
}

std::string event_text(std::string_view name, std::string_view data) {
  std::string text = "event: ";
  return text.append(name).append("\ndata: ").append(data).append("\n\n");
}

Task<bool> tell(Context& context, std::string name, Json data) {
  if (!context.event_stream) co_return false;
  SendPiece event;
  event.content_type = kEventStream;
  event.piece = event_text(name, to_text(data));
  context.event_sent = true;
  co_await perform(std::move(event));
  co_return true;
}

Response last_event(const Context& context, Response plain) {
  const bool failed = plain.status >= 400;
  if (!context.event_stream || (failed && !context.event_sent)) return plain;
  Response response;
  response.headers.emplace_back("Content-Type", kEventStream);
  response.body = event_text(failed ? "error" : "result", trimmed(plain.body));
  return response;
}

void EventReader::feed(std::string_view bytes) {
  waiting_ += bytes;
  std::size_t at = 0;
  for (std::size_t end = 0; (end = waiting_.find('\n', at)) != std::string::npos; at = end + 1)
    take_line(trimmed(std::string_view(waiting_).substr(at, end - at)));
  waiting_.erase(0, at);
}

void EventReader::take_line(std::string_view line) {
  const auto value = [line](std::string_view field) { return trimmed(line.substr(field.size())); };
  if (line.starts_with("event:")) name_ = value("event:");
  if (line.starts_with("data:")) data_ += value("data:");
  if (!line.empty()) return;
  if (!data_.empty()) take_(name_, data_);
  name_.clear();
  data_.clear();
}

}  // namespace baton
