#include "core/transcript/claude_record.hpp"

#include <array>
#include <utility>

namespace baton {
namespace {

/// What is done with a member of a record.
enum class Take : std::uint8_t {
  unknown,
  nothing,  ///< known, and nothing an import needs
  string,   ///< into `slot`
  value,    ///< into `slot`, as JSON
  origin,
  attachment,
  message,
  progress,
  meta,
  compact,
  sidechain,
};

struct Known {
  std::string_view name;
  Take take = Take::unknown;
  std::string_view ClaudeRecord::* slot = nullptr;
};

constexpr std::array kKnown = std::to_array<Known>({
    {"type", Take::string, &ClaudeRecord::type},
    {"subtype", Take::string, &ClaudeRecord::subtype},
    {"uuid", Take::string, &ClaudeRecord::uuid},
    {"parentUuid", Take::string, &ClaudeRecord::parent},
    {"sessionId", Take::string, &ClaudeRecord::session},
    {"session_id", Take::string, &ClaudeRecord::session},
    {"cwd", Take::string, &ClaudeRecord::cwd},
    {"gitBranch", Take::string, &ClaudeRecord::branch},
    {"timestamp", Take::string, &ClaudeRecord::at},
    {"agentId", Take::string, &ClaudeRecord::agent},
    {"parentToolUseID", Take::string, &ClaudeRecord::parent_call},
    {"content", Take::string, &ClaudeRecord::content},
    {"summary", Take::string, &ClaudeRecord::summary},
    {"leafUuid", Take::string, &ClaudeRecord::leaf},
    {"customTitle", Take::string, &ClaudeRecord::custom_title},
    {"aiTitle", Take::string, &ClaudeRecord::ai_title},
    {"toolUseResult", Take::value, &ClaudeRecord::tool_use_result},
    {"origin", Take::origin},
    {"promptSource", Take::string, &ClaudeRecord::prompt_source},
    {"attachment", Take::attachment},
    {"message", Take::message},
    {"data", Take::progress},
    {"isMeta", Take::meta},
    {"turnCompanion", Take::meta},
    {"isCompactSummary", Take::compact},
    {"isSidechain", Take::sidechain},
    {"userType", Take::nothing},
    {"version", Take::nothing},
    {"requestId", Take::nothing},
    {"entrypoint", Take::nothing},
    {"slug", Take::nothing},
    {"level", Take::nothing},
    {"effort", Take::nothing},
    {"cause", Take::nothing},
    {"error", Take::nothing},
    {"errorDetails", Take::nothing},
    {"isApiErrorMessage", Take::nothing},
    {"apiError", Take::nothing},
    {"isVisibleInTranscriptOnly", Take::nothing},
    {"isAbortedMidStream", Take::nothing},
    {"thinkingMetadata", Take::nothing},
    {"todos", Take::nothing},
    {"permissionMode", Take::nothing},
    {"promptId", Take::nothing},
    {"imagePasteIds", Take::nothing},
    {"logicalParentUuid", Take::nothing},
    {"compactMetadata", Take::nothing},
    {"microcompactMetadata", Take::nothing},
    {"durationMs", Take::nothing},
    {"messageCount", Take::nothing},
    {"retryAttempt", Take::nothing},
    {"retryInMs", Take::nothing},
    {"maxRetries", Take::nothing},
    {"toolUseID", Take::nothing},
    {"sourceToolUseID", Take::nothing},
    {"sourceToolAssistantUUID", Take::nothing},
    {"toolDenialKind", Take::nothing},
    {"toolEndsTurn", Take::nothing},
    {"mcpMeta", Take::nothing},
    {"supersedesUuids", Take::nothing},
    {"retractedMessageUuids", Take::nothing},
    {"refusedUserMessageUuid", Take::nothing},
    {"interruptedMessageId", Take::nothing},
    {"interruptedByShutdown", Take::nothing},
    {"hookCount", Take::nothing},
    {"hookInfos", Take::nothing},
    {"hookErrors", Take::nothing},
    {"hookAdditionalContext", Take::nothing},
    {"hasOutput", Take::nothing},
    {"preventedContinuation", Take::nothing},
    {"stopReason", Take::nothing},
    {"originalModel", Take::nothing},
    {"fallbackModel", Take::nothing},
    {"trigger", Take::nothing},
    {"direction", Take::nothing},
    {"scope", Take::nothing},
    {"source", Take::nothing},
    {"apiRefusalCategory", Take::nothing},
    {"apiRefusalExplanation", Take::nothing},
    {"attributionAgent", Take::nothing},
    {"attributionPlugin", Take::nothing},
    {"attributionSkill", Take::nothing},
    {"classifierMetaLines", Take::nothing},
    {"pendingBackgroundAgentCount", Take::nothing},
    {"sessionKind", Take::nothing},
    {"teamName", Take::nothing},
    {"agentName", Take::nothing},
    {"planContent", Take::nothing},
    {"forkedFrom", Take::nothing},
});

constexpr std::size_t kSlots = 512;

constexpr std::size_t slot_of(std::string_view name) {
  const auto byte = [&](std::size_t i) {
    return static_cast<std::size_t>(static_cast<unsigned char>(name[i]));
  };
  return (name.size() * 37 + byte(0) * 5 + byte(name.size() / 2) * 11 + byte(name.size() - 1)) %
         kSlots;
}

/// 1 more than the place in kKnown, 0 where there is none.
constexpr auto kPlaces = [] {
  std::array<std::uint8_t, kSlots> places{};
  for (std::size_t i = 0; i < kKnown.size(); ++i) {
    std::size_t slot = slot_of(kKnown[i].name);
    while (places[slot] > 0) slot = (slot + 1) % kSlots;
    places[slot] = static_cast<std::uint8_t>(i + 1);
  }
  return places;
}();

Known known_of(std::string_view name) {
  if (name.empty()) return {};
  for (std::size_t slot = slot_of(name); kPlaces[slot] > 0; slot = (slot + 1) % kSlots)
    if (const Known& known = kKnown[kPlaces[slot] - 1U]; known.name == name) return known;
  return {};
}

void read_message(std::string_view text, JsonScan& scan, ClaudeMessage& message) {
  message.clear();
  message.present = scan.kind() == JsonScan::Kind::object;
  scan.object([&](std::string_view name) {
    if (name == "content")
      read_blocks(text, scan, message.blocks);
    else if (name == "id")
      message.id = scan.string();
    else if (name == "model")
      message.model = scan.string();
    else if (name == "role")
      message.role = scan.string();
    else if (name == "usage")
      message.usage = scan.value();
  });
}

void read_nested(std::string_view text, JsonScan& scan, ClaudeRecord& record) {
  record.nested = scan.kind() == JsonScan::Kind::object;
  scan.object([&](std::string_view name) {
    if (name == "type")
      record.nested_type = scan.string();
    else if (name == "uuid")
      record.nested_uuid = scan.string();
    else if (name == "timestamp")
      record.nested_at = scan.string();
    else if (name == "toolUseResult")
      record.nested_result = scan.value();
    else if (name == "message")
      read_message(text, scan, record.message);
  });
}

void read_progress(std::string_view text, JsonScan& scan, ClaudeRecord& record) {
  scan.object([&](std::string_view name) {
    if (name == "message")
      read_nested(text, scan, record);
    else if (name == "agentId")
      record.agent = scan.string();
  });
}

void read_origin(JsonScan& scan, ClaudeRecord& record) {
  scan.object([&](std::string_view name) {
    if (name == "kind") record.origin = scan.string();
    if (name == "senderTaskId") record.from_agent = scan.kind() == JsonScan::Kind::string;
  });
}

void read_attachment(JsonScan& scan, ClaudeRecord& record) {
  scan.object([&](std::string_view name) {
    if (name == "type")
      record.attachment_type = scan.string();
    else if (name == "prompt")
      record.prompt = scan.value();
    else if (name == "commandMode")
      record.command_mode = scan.string();
    else if (name == "isMeta")
      record.meta = scan.is_true() || record.meta;
    else if (name == "origin")
      read_origin(scan, record);
  });
}

void read_member(std::string_view text, std::string_view name, JsonScan& scan,
                 ClaudeRecord& record) {
  const Known known = known_of(name);
  switch (known.take) {
    case Take::unknown:
      return record.unknown_fields.push_back(name);
    case Take::nothing:
      return;
    case Take::string:
      record.*known.slot = scan.string();
      return;
    case Take::value:
      record.*known.slot = scan.value();
      return;
    case Take::origin:
      return read_origin(scan, record);
    case Take::attachment:
      return read_attachment(scan, record);
    case Take::message:
      return read_message(text, scan, record.message);
    case Take::progress:
      return read_progress(text, scan, record);
    case Take::meta:
      record.meta = scan.is_true() || record.meta;
      return;
    case Take::compact:
      record.compact = scan.is_true();
      return;
    case Take::sidechain:
      record.sidechain = scan.is_true();
      return;
  }
}

}  // namespace

void ClaudeMessage::clear() {
  std::vector<Block> kept = std::move(blocks);
  kept.clear();
  *this = {};
  blocks = std::move(kept);
}

void ClaudeRecord::clear() {
  ClaudeMessage kept = std::move(message);
  std::vector<std::string_view> fields = std::move(unknown_fields);
  kept.clear();
  fields.clear();
  *this = {};
  message = std::move(kept);
  unknown_fields = std::move(fields);
}

bool read_claude_record(std::string_view line, JsonScan& scan, ClaudeRecord& record) {
  record.clear();
  if (scan.kind() != JsonScan::Kind::object) {
    scan.skip();
    return false;
  }
  scan.object([&](std::string_view name) { read_member(line, name, scan, record); });
  return !scan.failed();
}

}  // namespace baton
