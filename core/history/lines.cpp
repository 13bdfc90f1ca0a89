#include "core/history/lines.hpp"

#include "core/base/hash.hpp"
#include "core/base/json_in.hpp"
#include "core/base/text.hpp"
#include "core/history/export.hpp"

namespace baton::history {
namespace {

constexpr std::int64_t kMostId = 1'000'000'000;

bool is_small(std::int64_t id) { return id >= 1 && id <= kMostId; }

bool is_string(const Json& line, const char* name) {
  const auto found = line.find(name);
  return found != line.end() && found->is_string();
}

sync::ForeignEvent event_in(const Json& line) {
  return {text_in(line, "event"),     text_in(line, "device_id"), number_in(line, "device_seq"),
          text_in(line, "hlc"),       text_in(line, "type"),      number_in(line, "v"),
          text_in(line, "entity_id"), text_in(line, "body"),      text_in(line, "body_hash")};
}

}  // namespace

Error Lines::damaged(std::string_view what) const {
  return {Fault::unprocessable, "damaged_line",
          "Line " + std::to_string(number_) + " of the export " + std::string(what) +
              ": the file is damaged there. What stands before it is stored; import a whole copy "
              "of the file to go on.",
          "line"};
}

/// A purge leaves the name of what it changed, and so does a mask.
bool Lines::may_differ(std::string_view name, std::string_view body) const {
  return purged_.contains(name) || contains(body, "[masked:");
}

Result<bool> Lines::take_header(const Json& line) {
  if (text_in(line, "format") != kFormat)
    return fail(Fault::media_type, "unknown_format",
                "This is no export of Baton's: its first line names no format \"baton-export\".",
                "format");
  const std::int64_t version = number_in(line, "version");
  if (version > kVersion)
    return fail(Fault::unprocessable, "newer_format",
                "The export has version " + std::to_string(version) +
                    " of the format, and this Baton reads up to " + std::to_string(kVersion) +
                    ": install a newer Baton, then import it again.",
                "version");
  begun_ = true;
  return true;
}

Result<bool> Lines::take_text(const Json& line, Waiting& waiting) {
  const std::string& hash = text_in(line, "text");
  const std::string& body = text_in(line, "body");
  if (!is_string(line, "body") || hash.size() != 32 || body.size() > kTextBytes)
    return std::unexpected(damaged("is no text with its hash"));
  ++texts_;
  if (text_hash(body) != hash && !may_differ(hash, body))
    return std::unexpected(damaged("holds a text that is not the one its hash names"));
  std::string masked = mask_secrets(body, masked_);
  waiting.bytes += masked.size();
  waiting.texts.push_back({hash, std::move(masked)});
  return true;
}

Result<bool> Lines::take_event(const Json& line, Waiting& waiting) {
  sync::ForeignEvent event = event_in(line);
  const Result<Json> body = parse_json(event.body);
  if (!body || !body->is_object() || event.body.size() > kEventBytes)
    return std::unexpected(damaged("is no event with a body"));
  if (text_hash(event.body) != event.body_hash && !may_differ(event.id, event.body))
    return std::unexpected(damaged("holds an event that is not the one its hash names"));
  ++events_;
  if (event.type != "session.appended") event.body = mask_secrets(event.body, masked_);
  waiting.bytes += event.body.size();
  waiting.events.push_back(std::move(event));
  waiting.event_lines.push_back(number_);
  return true;
}

Result<bool> Lines::take_id(const Json& line, Waiting& waiting) const {
  const bool numbered = line.contains("session_number");
  if (!is_small(number_in(line, "id")) || text_in(line, "kind").empty() ||
      text_in(line, "uid").empty() || (numbered && !is_small(number_in(line, "session_number"))))
    return std::unexpected(damaged("is no id of something"));
  waiting.ids.push_back(line);
  return true;
}

Result<bool> Lines::take_model(const Json& line, Waiting& waiting) {
  const Json& model = object_in(line, "model");
  if (!model.is_object() || text_in(model, "name").empty())
    return std::unexpected(damaged("is no model"));
  ++models_;
  waiting.models.push_back(model);
  return true;
}

Result<bool> Lines::take(std::string_view line, Waiting& waiting) {
  ++number_;
  if (trimmed(line).empty()) return true;
  const Result<Json> json = parse_json(line);
  if (!begun_ && (!json || !json->is_object())) return take_header(Json::object());
  if (!json || !json->is_object()) return std::unexpected(damaged("is torn"));
  if (!begun_) return take_header(*json);
  if (json->contains("purged")) {
    for (const Json& name : list_in(*json, "purged"))
      if (name.is_string()) purged_.insert(name.get<std::string>());
    return true;
  }
  if (preamble_ && !whole_) number_ = skipped_to_;
  preamble_ = false;
  if (json->contains("text")) return take_text(*json, waiting);
  if (json->contains("event")) return take_event(*json, waiting);
  if (json->contains("id")) return take_id(*json, waiting);
  if (json->contains("model")) return take_model(*json, waiting);
  if (!json->contains("end")) return std::unexpected(damaged("is of no kind that is known"));
  ended_ = true;
  events_told_ = number_in(*json, "events");
  return true;
}

Result<bool> Lines::finish() const {
  if (!begun_)
    return fail(Fault::media_type, "unknown_format", "The export is empty: it has no first line.",
                "format");
  if (!whole_ || (ended_ && events_ == events_told_)) return true;
  return fail(Fault::unprocessable, "incomplete_export",
              ended_ ? "The export has " + std::to_string(events_) + " events and not the " +
                           std::to_string(events_told_) +
                           " that its end tells of. What it has is stored."
                     : "The export breaks off after line " + std::to_string(number_) +
                           ". What it has is stored; import the whole file to go on.",
              "end");
}

Json Lines::report() const {
  return {{"complete", ended_},     {"lines", number_},       {"texts_read", texts_},
          {"events_read", events_}, {"models_read", models_}, {"masked", masked_}};
}

}  // namespace baton::history
