#include "core/transcript/attachment.hpp"

#include "core/base/base64.hpp"
#include "core/base/hash.hpp"
#include "core/base/json_scan.hpp"

namespace baton {
namespace {

/// Raw slices of what is known of an attachment.
struct Attachment {
  std::string_view type, media_type, data, place, title;
  std::string_view source_type;
};

void read_source(JsonScan& scan, Attachment& attachment) {
  scan.object([&](std::string_view name) {
    if (name == "type") attachment.source_type = scan.string();
    if (name == "media_type") attachment.media_type = scan.string();
    if (name == "data") attachment.data = scan.string();
    if (name == "url" || name == "file_id") attachment.place = scan.string();
  });
}

Attachment read(std::string_view block) {
  Attachment attachment;
  JsonScan scan(block);
  scan.object([&](std::string_view name) {
    if (name == "type") attachment.type = scan.string();
    if (name == "title") attachment.title = scan.string();
    if (name == "source") read_source(scan, attachment);
  });
  return attachment;
}

}  // namespace

std::string describe_attachment(std::string_view block, std::int64_t& replaced) {
  const Attachment attachment = read(block);
  if (attachment.source_type == "text") return unescaped(attachment.data, replaced);
  std::string line = "[" + unescaped(attachment.type, replaced);
  if (!attachment.media_type.empty()) line += ' ' + unescaped(attachment.media_type, replaced);
  if (!attachment.title.empty()) line += " \"" + unescaped(attachment.title, replaced) + '"';
  if (!attachment.data.empty()) {
    const std::string bytes = from_base64(attachment.data);
    line += ", " + std::to_string(bytes.size()) + " bytes, " + text_hash(bytes);
  }
  if (!attachment.place.empty()) line += ", " + unescaped(attachment.place, replaced);
  return line + ']';
}

}  // namespace baton
