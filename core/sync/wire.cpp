#include "core/sync/wire.hpp"

#include "core/base/hash.hpp"
#include "core/base/json_in.hpp"
#include "core/base/text.hpp"
#include "core/purge/job.hpp"

namespace baton::sync {
namespace {

Json wire_event(const ForeignEvent& event) {
  return {{"id", event.id},
          {"device_id", event.device_id},
          {"device_seq", event.device_seq},
          {"hlc", event.hlc},
          {"type", event.type},
          {"v", event.v},
          {"entity_id", event.entity_id},
          {"body", event.body},
          {"body_hash", event.body_hash}};
}

ForeignEvent event_of(const Json& json) {
  return {text_in(json, "id"),        text_in(json, "device_id"), number_in(json, "device_seq"),
          text_in(json, "hlc"),       text_in(json, "type"),      number_in(json, "v"),
          text_in(json, "entity_id"), text_in(json, "body"),      text_in(json, "body_hash")};
}

}  // namespace

bool is_cut(std::string_view text) {
  return text.find("[masked:") != std::string_view::npos ||
         text.find(purge::kForgotten) != std::string_view::npos;
}

void append_load(std::string& json, const Load& load) {
  Json events = Json::array();
  for (const ForeignEvent& event : load.events) events.push_back(wire_event(event));
  json += "\"events\":" + to_text(events) + ",\"texts\":[";
  Json named = Json::object();
  bool first = true;
  for (const StoredText& text : load.texts) {
    if (is_cut(text.body)) {
      named[text.hash] = text.body;
      continue;
    }
    if (!std::exchange(first, false)) json += ',';
    append_quoted(json, text.body);
  }
  json += "],\"named_texts\":" + to_text(named);
}

Load load_of(const Json& json) {
  Load load;
  for (const Json& event : list_in(json, "events")) load.events.push_back(event_of(event));
  for (const Json& text : list_in(json, "texts"))
    if (const auto* body = text.get_ptr<const std::string*>())
      load.texts.push_back({text_hash(*body), *body});
  for (const auto& [hash, text] : object_in(json, "named_texts").items())
    if (const auto* body = text.get_ptr<const std::string*>())
      load.named_texts.push_back({hash, *body});
  return load;
}

std::string Place::word() const {
  return seq == 0 ? std::string() : epoch + '.' + std::to_string(seq) + '.' + id;
}

std::optional<Place> place_of(std::string_view word) {
  if (word.empty()) return Place{};
  const std::size_t first = word.find('.');
  const std::size_t second = first == std::string_view::npos ? first : word.find('.', first + 1);
  if (second == std::string_view::npos) return std::nullopt;
  const auto seq = whole_number(word.substr(first + 1, second - first - 1));
  if (!seq || *seq < 1) return std::nullopt;
  return Place{std::string(word.substr(0, first)), *seq, std::string(word.substr(second + 1))};
}

}  // namespace baton::sync
