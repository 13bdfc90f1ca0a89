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

/// `data:image/png;base64,…`, or where it is.
void read_address(std::string_view address, Attachment& attachment) {
  constexpr std::string_view kData = "data:";
  const std::size_t comma = address.substr(0, 200).find(',');
  if (!address.starts_with(kData) || comma == std::string_view::npos) {
    attachment.place = address;
    return;
  }
  attachment.media_type = address.substr(kData.size(), comma - kData.size());
  attachment.media_type = attachment.media_type.substr(0, attachment.media_type.find(';'));
  attachment.data = address.substr(comma + 1);
}

/// OpenAI's ways: `"image_url":"data:…"` and `"image_url":{"url":"data:…"}`.
void read_image_url(JsonScan& scan, Attachment& attachment) {
  if (scan.kind() == JsonScan::Kind::string) return read_address(scan.string(), attachment);
  scan.object([&](std::string_view name) {
    if (name == "url") read_address(scan.string(), attachment);
  });
}

Attachment read(std::string_view block) {
  Attachment attachment;
  JsonScan scan(block);
  scan.object([&](std::string_view name) {
    if (name == "type") attachment.type = scan.string();
    if (name == "title") attachment.title = scan.string();
    if (name == "source") read_source(scan, attachment);
    if (name == "image_url") read_image_url(scan, attachment);
  });
  if (attachment.type == "input_image" || attachment.type == "image_url") attachment.type = "image";
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
