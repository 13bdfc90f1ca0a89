#include "core/models/spoken.hpp"

#include "core/base/text.hpp"
#include "core/models/faults.hpp"

namespace baton::models {

Spoken::Spoken(Model model, Fetch::Answer head)
    : model_(std::move(model)),
      head_(std::move(head)),
      streams_(head_.status == 200 && (contains(head_.content_type, "event-stream") ||
                                       contains(head_.content_type, "ndjson"))) {}

bool Spoken::take_piece(std::string_view piece) {
  head_.body += piece;
  if (!streams_) return false;
  const std::size_t before = said_.text.size();
  std::size_t at = 0;
  for (std::size_t end = 0; (end = head_.body.find('\n', at)) != std::string::npos; at = end + 1)
    take_line(trimmed(std::string_view(head_.body).substr(at, end - at)));
  head_.body.erase(0, at);
  return said_.text.size() > before;
}

void Spoken::take_line(std::string_view line) {
  constexpr std::string_view kData = "data:";
  if (line.starts_with(kData)) line = trimmed(line.substr(kData.size()));
  if (line == "[DONE]") said_.whole = true;
  const auto part = parse_json(line);
  if (!part || !part->is_object()) return;
  if (part->contains("error") && !error_) error_ = std::string(line);
  take(model_, *part, "delta", said_);
}

Result<Said> Spoken::said() {
  if (head_.status != 200) return std::unexpected(fault_of(model_, head_));
  if (!streams_) return said_in(model_, head_);
  take_piece("\n");
  if (error_) {
    head_.body = *error_;
    return std::unexpected(fault_of(model_, head_));
  }
  if (!said_.whole) return std::unexpected(fault_of(model_, Error(Fault::unavailable, "cut", "")));
  if (said_.text.empty()) return std::unexpected(said_nothing(model_));
  return said_;
}

}  // namespace baton::models
