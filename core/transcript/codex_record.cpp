#include "core/transcript/codex_record.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "core/transcript/words.hpp"

namespace baton {
namespace {

struct Slot {
  std::string_view name;
  std::string_view CodexRecord::* slot;
};

constexpr std::array kStrings = std::to_array<Slot>({
    {"role", &CodexRecord::role},
    {"name", &CodexRecord::name},
    {"id", &CodexRecord::id},
    {"call_id", &CodexRecord::call_id},
    {"message", &CodexRecord::message},
    {"text", &CodexRecord::text},
    {"reason", &CodexRecord::reason},
    {"cwd", &CodexRecord::cwd},
    {"model", &CodexRecord::model},
    {"thread_name", &CodexRecord::title},
});

constexpr std::array kValues = std::to_array<Slot>({
    {"arguments", &CodexRecord::arguments},
    {"input", &CodexRecord::input},
    {"action", &CodexRecord::action},
    {"output", &CodexRecord::output},
    {"summary", &CodexRecord::summary},
});

void read_codex_tokens(JsonScan& scan, CodexRecord& record) {
  constexpr std::int64_t kMost = 1'000'000'000'000;
  record.has_tokens = scan.kind() == JsonScan::Kind::object;
  const auto tokens = [&] {
    return std::clamp<std::int64_t>(scan.integer().value_or(0), 0, kMost);
  };
  scan.object([&](std::string_view name) {
    if (name == "input_tokens") record.tokens.input = tokens();
    if (name == "cached_input_tokens") record.tokens.cached = tokens();
    if (name == "cache_write_input_tokens") record.tokens.cache_write = tokens();
    if (name == "output_tokens") record.tokens.output = tokens();
  });
}

void read_spawn(JsonScan& scan, CodexRecord& record) {
  scan.object([&](std::string_view name) {
    if (name == "parent_thread_id") record.parent = scan.string();
    if (name == "agent_nickname") record.agent = scan.string();
  });
}

/// `{"subagent":{"thread_spawn":{…}}}`; a session that a person began has a word here.
void read_session_source(JsonScan& scan, CodexRecord& record) {
  scan.object([&](std::string_view name) {
    if (name != "subagent") return;
    record.subagent = true;
    scan.object([&](std::string_view way) {
      if (way == "thread_spawn") read_spawn(scan, record);
    });
  });
}

bool read_slot(std::string_view name, JsonScan& scan, CodexRecord& record) {
  for (const Slot& slot : kStrings)
    if (slot.name == name) return record.*slot.slot = scan.string(), true;
  for (const Slot& slot : kValues)
    if (slot.name == name) return record.*slot.slot = scan.value(), true;
  return false;
}

void read_payload_member(std::string_view line, std::string_view name, JsonScan& scan,
                         CodexRecord& record) {
  if (name == "type") {
    record.kind = scan.string();
  } else if (name == "content") {
    read_blocks(line, scan, record.blocks);
  } else if (name == "info") {
    scan.object([&](std::string_view member) {
      if (member == "total_token_usage") read_codex_tokens(scan, record);
    });
  } else if (name == "git") {
    scan.object([&](std::string_view member) {
      if (member == "branch") record.branch = scan.string();
    });
  } else if (name == "source") {
    read_session_source(scan, record);
  } else {
    read_slot(name, scan, record);
  }
}

}  // namespace

void CodexRecord::clear() {
  std::vector<Block> kept = std::move(blocks);
  kept.clear();
  *this = {};
  blocks = std::move(kept);
}

bool read_codex_record(std::string_view line, JsonScan& scan, CodexRecord& record) {
  record.clear();
  if (scan.kind() != JsonScan::Kind::object) {
    scan.skip();
    return false;
  }
  bool payload = false;
  scan.object([&](std::string_view name) {
    if (name == "timestamp") {
      record.at = scan.string();
    } else if (name == "type") {
      record.type = scan.string();
    } else if (name == "payload") {
      payload = true;
      scan.object(
          [&](std::string_view member) { read_payload_member(line, member, scan, record); });
    } else if (name != "record_type") {
      read_payload_member(line, name, scan, record);
    }
  });
  if (payload || scan.failed()) return !scan.failed();
  record.kind = record.type;
  record.type = record.kind.empty() && !record.id.empty() ? "session_meta"
                : record.kind.empty()                     ? "state"
                                                          : "response_item";
  return true;
}

}  // namespace baton
