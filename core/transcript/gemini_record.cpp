#include "core/transcript/gemini_record.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "core/transcript/block.hpp"

namespace baton {
namespace {

struct RecordSlot {
  std::string_view name;
  std::string_view GeminiRecord::* slot;
};

constexpr std::array kRecordStrings = std::to_array<RecordSlot>({
    {"id", &GeminiRecord::id},
    {"type", &GeminiRecord::type},
    {"timestamp", &GeminiRecord::at},
    {"model", &GeminiRecord::model},
    {"sessionId", &GeminiRecord::session},
    {"startTime", &GeminiRecord::started_at},
    {"summary", &GeminiRecord::summary},
    {"kind", &GeminiRecord::kind},
});

void read_gemini_tokens(JsonScan& scan, GeminiRecord& record) {
  constexpr std::int64_t kMost = 1'000'000'000'000;
  record.has_tokens = scan.kind() == JsonScan::Kind::object;
  const auto tokens = [&] {
    return std::clamp<std::int64_t>(scan.integer().value_or(0), 0, kMost);
  };
  scan.object([&](std::string_view name) {
    if (name == "input") record.tokens.input = tokens();
    if (name == "output") record.tokens.output = tokens();
    if (name == "cached") record.tokens.cached = tokens();
    if (name == "thoughts") record.tokens.thoughts = tokens();
    if (name == "tool") record.tokens.tool = tokens();
  });
}

void read_gemini_call(JsonScan& scan, GeminiRecord& record) {
  GeminiCall call;
  scan.object([&](std::string_view name) {
    if (name == "id") call.id = scan.string();
    if (name == "name") call.name = scan.string();
    if (name == "status") call.status = scan.string();
    if (name == "timestamp") call.at = scan.string();
    if (name == "args") call.args = scan.value();
    if (name == "result") call.result = scan.value();
    if (name == "resultDisplay") call.display = scan.value();
  });
  if (!call.name.empty()) record.calls.push_back(call);
}

void read_gemini_member(std::string_view name, JsonScan& scan, GeminiRecord& record) {
  for (const RecordSlot& slot : kRecordStrings)
    if (slot.name == name) return static_cast<void>(record.*slot.slot = scan.string());
  if (name == "content") {
    record.content = scan.value();
  } else if (name == "thoughts") {
    record.thoughts = scan.value();
  } else if (name == "toolCalls") {
    scan.array([&] { read_gemini_call(scan, record); });
  } else if (name == "tokens") {
    read_gemini_tokens(scan, record);
  } else if (name == "directories") {
    scan.array([&] {
      if (record.directory.empty()) record.directory = scan.string();
    });
  } else if (name == "messages") {
    scan.array([&] { record.messages.push_back(scan.value()); });
  } else if (name == "$rewindTo") {
    record.rewinds = scan.kind() == JsonScan::Kind::string;
    record.rewind_to = scan.string();
  }
}

/// `{"output":"…"}` or `{"error":"…"}`; anything else is shown as JSON.
std::string response_text(std::string_view response, std::int64_t& replaced) {
  JsonScan scan(response);
  std::string text;
  bool known = false;
  scan.object([&](std::string_view name) {
    if (name != "output" && name != "error") return;
    known = true;
    if (!text.empty()) text += '\n';
    text += result_text(scan.value(), replaced);
  });
  return known ? text : compact_json(response, replaced);
}

/// The parts of a content: `[{"functionResponse":{"response":{…}}}, {"text":"…"}]`.
std::string parts_text(std::string_view parts, std::int64_t& replaced) {
  std::string text;
  const auto add = [&](const std::string& more) {
    if (!text.empty() && !more.empty()) text += '\n';
    text += more;
  };
  JsonScan scan(parts);
  const auto read_part = [&] {
    if (scan.kind() == JsonScan::Kind::string) return add(unescaped(scan.string(), replaced));
    scan.object([&](std::string_view name) {
      if (name == "text") add(unescaped(scan.string(), replaced));
      if (name != "functionResponse") return;
      scan.object([&](std::string_view member) {
        if (member == "response") add(response_text(scan.value(), replaced));
      });
    });
  };
  if (scan.kind() == JsonScan::Kind::array)
    scan.array(read_part);
  else
    read_part();
  return text;
}

}  // namespace

void GeminiRecord::clear() {
  std::vector<GeminiCall> kept = std::move(calls);
  std::vector<std::string_view> kept_messages = std::move(messages);
  kept.clear();
  kept_messages.clear();
  *this = {};
  calls = std::move(kept);
  messages = std::move(kept_messages);
}

bool read_gemini_record(JsonScan& scan, GeminiRecord& record) {
  record.clear();
  if (scan.kind() != JsonScan::Kind::object) {
    scan.skip();
    return false;
  }
  scan.object([&](std::string_view name) {
    if (name == "$set")
      scan.object([&](std::string_view member) { read_gemini_member(member, scan, record); });
    else
      read_gemini_member(name, scan, record);
  });
  return !scan.failed();
}

std::string gemini_result(const GeminiCall& call, std::int64_t& replaced) {
  std::string text = parts_text(call.result, replaced);
  return text.empty() ? result_text(call.display, replaced) : text;
}

}  // namespace baton
