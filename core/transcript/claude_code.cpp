#include "core/transcript/claude_code.hpp"

#include <algorithm>
#include <array>
#include <ranges>
#include <unordered_map>
#include <utility>

#include "core/base/hash.hpp"
#include "core/base/text.hpp"
#include "core/transcript/block.hpp"
#include "core/transcript/claude_record.hpp"
#include "core/transcript/instant.hpp"
#include "core/transcript/json_records.hpp"
#include "core/transcript/line_feed.hpp"
#include "core/transcript/pending_calls.hpp"
#include "core/transcript/seen.hpp"
#include "core/transcript/spoken.hpp"
#include "core/transcript/unknown_words.hpp"
#include "core/transcript/usage_ledger.hpp"
#include "core/transcript/words.hpp"

namespace baton {
namespace {

constexpr std::size_t kMostPending = std::size_t{1} << 16;
constexpr std::size_t kMostTitles = 64;

/// Record types that say nothing that a later session could need.
bool is_bookkeeping(std::string_view type) {
  return is_any(type, {"progress",
                       "file-history-snapshot",
                       "attachment",
                       "queue-operation",
                       "summary",
                       "custom-title",
                       "ai-title",
                       "agent-name",
                       "agent-color",
                       "agent-setting",
                       "mode",
                       "permission-mode",
                       "last-prompt",
                       "frame-link",
                       "pr-link",
                       "started",
                       "result",
                       "relocated",
                       "worktree-state",
                       "bridge-session",
                       "atis-latch",
                       "tag",
                       "content-replacement",
                       "attribution-snapshot",
                       "rate_limit_event"});
}

/// Whether a message's origin names a program or an agent.
bool is_no_person(std::string_view origin) {
  constexpr auto kPrograms =
      std::to_array<std::string_view>({"task", "agent", "peer", "hook", "coordinator", "teammate",
                                       "system", "channel", "cron", "sched", "auto"});
  return std::any_of(kPrograms.begin(), kPrograms.end(),
                     [&](std::string_view program) { return origin.starts_with(program); });
}

/// Names the sidechains of versions that gave subagents no id, by following each record's parent to
/// the first.
class Sidechains {
 public:
  std::string agent(std::string_view uuid, std::string_view parent) {
    if (agents_.size() >= kMostPending) agents_.clear();
    const auto above = agents_.find(hash64(parent));
    std::string name = above == agents_.end() ? std::string(uuid.substr(0, 8)) : above->second;
    agents_[hash64(uuid)] = name;
    return name;
  }

 private:
  std::unordered_map<std::uint64_t, std::string> agents_;
};

Usage read_usage(std::string_view json) {
  constexpr std::int64_t kMost = 1'000'000'000'000;
  Usage usage;
  JsonScan scan(json);
  const auto tokens = [&] {
    return std::clamp<std::int64_t>(scan.integer().value_or(0), 0, kMost);
  };
  scan.object([&](std::string_view name) {
    if (name == "input_tokens") usage.input_tokens = tokens();
    if (name == "output_tokens") usage.output_tokens = tokens();
    if (name == "cache_creation_input_tokens") usage.cache_creation_input_tokens = tokens();
    if (name == "cache_read_input_tokens") usage.cache_read_input_tokens = tokens();
  });
  return usage;
}

/// What the turns of one message have in common.
struct Speech {
  std::string uuid;
  std::string at;
  std::string agent;
  Role role = Role::user;
  bool by_program = false;
  bool summary = false;
  std::string_view tool_use_result;
};

class ClaudeCode final : public Importer {
 public:
  ClaudeCode() { facts_.format = "claude_code"; }

  void feed(std::string_view piece, std::vector<Turn>& turns) override {
    lines_.feed(piece, [&](std::string_view line, int number) { read_line(line, number, turns); });
  }

  void finish(std::vector<Turn>& turns) override {
    lines_.finish([&](std::string_view line, int number) { read_line(line, number, turns); });
    facts_.damaged += lines_.too_long();
    usage_.finish();
    facts_.title = title();
  }

  const TranscriptFacts& facts() const override { return facts_; }

 private:
  void read_line(std::string_view line, int number, std::vector<Turn>& turns);
  void accept(std::string_view raw);
  void note_facts();
  void note_title();
  std::string title() const;
  void keep_unknown(std::string_view raw);

  Speech speech();
  void add_message();
  void add_nested();
  void add_queued();
  void add_system();
  void add_usage();

  void add_blocks(const Speech& speech);
  void add_block(const Speech& speech, const Block& block, std::size_t index);
  void add_text(const Speech& speech, Turn turn);
  void add_call(const Block& block, Turn turn);
  void add_result(const Speech& speech, const Block& block, Turn turn);
  std::string answer_text(std::string_view tool_use_result);
  std::string clean(std::string_view raw) { return unescaped(raw, facts_.replaced); }
  void emit(Turn turn);

  LineFeed lines_;
  ClaudeRecord record_;
  TranscriptFacts facts_;
  UsageLedger usage_{facts_};
  Seen records_;
  Seen turns_seen_;
  PendingCalls calls_;
  Sidechains sidechains_;
  std::string custom_title_;
  std::string ai_title_;
  std::vector<std::pair<std::string, std::string>> summaries_;  ///< leaf, summary
  std::vector<Turn>* turns_ = nullptr;
  int line_ = 0;
};

Turn begin_turn(const Speech& speech) {
  Turn turn;
  turn.uid = speech.uuid;
  turn.role = speech.role;
  turn.agent = speech.agent;
  turn.at = speech.at;
  return turn;
}

void ClaudeCode::read_line(std::string_view line, int number, std::vector<Turn>& turns) {
  turns_ = &turns;
  line_ = number;
  const auto read = [&](std::string_view text, JsonScan& scan) {
    return read_claude_record(text, scan, record_);
  };
  if (!read_records(line, read, [&](std::string_view raw) { accept(raw); })) ++facts_.damaged;
}

void ClaudeCode::accept(std::string_view raw) {
  note_facts();
  note_title();
  if (!record_.uuid.empty() && !records_.add(record_.uuid)) return;
  if (is_any(record_.type, {"user", "assistant"})) return add_message();
  if (record_.type == "system") return add_system();
  if (record_.type == "progress") return add_nested();
  if (record_.type == "attachment") return add_queued();
  if (!is_bookkeeping(record_.type)) keep_unknown(raw);
}

void ClaudeCode::note_facts() {
  if (!record_.session.empty()) facts_.session = clean(record_.session);
  if (facts_.cwd.empty()) facts_.cwd = clean(record_.cwd);
  if (!record_.branch.empty() && record_.branch != facts_.branch)
    facts_.branch = clean(record_.branch);
  if (is_any(record_.type, {"user", "assistant", "system"}))
    for (std::string_view name : record_.unknown_fields) count_unknown(facts_, "field:", name);
  const std::string at = normal_instant(record_.at);
  if (at.empty()) return;
  if (facts_.started_at.empty() || at < facts_.started_at) facts_.started_at = at;
  if (at > facts_.ended_at) facts_.ended_at = at;
}

void ClaudeCode::note_title() {
  if (!record_.custom_title.empty()) custom_title_ = clean(record_.custom_title);
  if (!record_.ai_title.empty()) ai_title_ = clean(record_.ai_title);
  if (record_.type != "summary" || record_.summary.empty()) return;
  if (summaries_.size() == kMostTitles) summaries_.erase(summaries_.begin());
  summaries_.emplace_back(record_.leaf, clean(record_.summary));
}

/// A title that was given goes first. Files may begin with the summaries of other sessions: one
/// counts if its last record is in this file, or if it is alone.
std::string ClaudeCode::title() const {
  if (!custom_title_.empty()) return custom_title_;
  if (!ai_title_.empty()) return ai_title_;
  for (const auto& [record, summary] : std::views::reverse(summaries_))
    if (records_.contains(record)) return summary;
  return summaries_.size() == 1 ? summaries_[0].second : std::string();
}

void ClaudeCode::keep_unknown(std::string_view raw) {
  count_unknown(facts_, "", record_.type.empty() ? "no type" : record_.type);
  Turn turn = unknown_turn(facts_, raw);
  if (!record_.uuid.empty()) turn.uid = clean(record_.uuid);
  turn.at = normal_instant(record_.at);
  emit(std::move(turn));
}

Speech ClaudeCode::speech() {
  Speech speech;
  speech.uuid = clean(record_.uuid);
  speech.at = normal_instant(record_.at);
  speech.agent = clean(record_.agent);
  if (record_.sidechain && speech.agent.empty())
    speech.agent = sidechains_.agent(record_.uuid, record_.parent);
  speech.by_program = record_.meta || !speech.agent.empty() || record_.from_agent ||
                      is_no_person(record_.origin) || record_.prompt_source == "system";
  speech.summary = record_.compact;
  speech.tool_use_result = record_.tool_use_result;
  return speech;
}

void ClaudeCode::add_message() {
  Speech message = speech();
  message.role = record_.type == "assistant" ? Role::assistant : Role::user;
  if (record_.message.blocks.empty() && !record_.message.present)
    count_unknown(facts_, "", std::string(record_.type) + " without message");
  add_usage();
  add_blocks(message);
}

void ClaudeCode::add_nested() {
  if (!record_.nested || !record_.message.present) return;
  if (!is_any(record_.nested_type, {"user", "assistant"})) return;
  if (record_.agent.empty()) record_.agent = record_.parent_call;
  if (record_.agent.empty()) return;
  if (!record_.nested_uuid.empty()) record_.uuid = record_.nested_uuid;
  if (!record_.nested_at.empty()) record_.at = record_.nested_at;
  record_.type = record_.nested_type;
  record_.tool_use_result = record_.nested_result;
  add_message();
}

void ClaudeCode::add_queued() {
  if (record_.attachment_type != "queued_command" || record_.prompt.empty()) return;
  if (!record_.command_mode.empty() && record_.command_mode != "prompt") record_.meta = true;
  JsonScan scan(record_.prompt);
  record_.message.clear();
  read_blocks(record_.prompt, scan, record_.message.blocks);
  add_blocks(speech());
}

void ClaudeCode::add_system() {
  if (record_.content.empty() || record_.subtype == "compact_boundary") return;
  const Speech system = speech();
  Turn turn = begin_turn(system);
  turn.role = Role::system;
  turn.text = clean(record_.content);
  if (record_.subtype == "local_command") {
    Spoken said = spoken(turn.text);
    turn.typed = said.typed && system.agent.empty();
    turn.text = std::move(said.text);
    if (turn.typed) turn.role = Role::user;
  }
  if (turn.uid.empty()) turn.uid = text_hash(turn.text);
  emit(std::move(turn));
}

void ClaudeCode::add_usage() {
  const ClaudeMessage& message = record_.message;
  if (message.usage.empty() || message.model == "<synthetic>") return;
  std::string id = clean(message.id);
  if (id.empty()) id = "record " + clean(record_.uuid.empty() ? message.usage : record_.uuid);
  usage_.add(
      {std::move(id), clean(message.model), normal_instant(record_.at), read_usage(message.usage)});
}

void ClaudeCode::add_blocks(const Speech& speech) {
  const auto& blocks = record_.message.blocks;
  for (std::size_t i = 0; i < blocks.size(); ++i) add_block(speech, blocks[i], i);
}

void ClaudeCode::add_block(const Speech& speech, const Block& block, std::size_t index) {
  Turn turn = begin_turn(speech);
  if (turn.uid.empty()) turn.uid = text_hash(block.raw);
  if (index > 0) turn.uid += ':' + std::to_string(index);
  const BlockKind kind = kind_of(block);
  if (kind == BlockKind::nothing) return;
  if (kind == BlockKind::unknown) {
    count_unknown(facts_, "block:", block.type);
    turn.role = Role::system;
  }
  turn.text = block_text(block, facts_.replaced);
  if (kind == BlockKind::text) return add_text(speech, std::move(turn));
  if (kind == BlockKind::call) return add_call(block, std::move(turn));
  if (kind == BlockKind::result) return add_result(speech, block, std::move(turn));
  if (kind == BlockKind::thinking) turn.kind = TurnKind::thinking;
  if (kind == BlockKind::unknown) turn.text = cut(turn.text, kMostUnknownBytes);
  if (!trimmed(turn.text).empty()) emit(std::move(turn));
}

void ClaudeCode::add_text(const Speech& speech, Turn turn) {
  if (trimmed(turn.text).empty()) return;
  if (speech.summary) {
    turn.kind = TurnKind::summary;
    turn.role = Role::system;
  } else if (turn.role == Role::user && !speech.by_program) {
    Spoken said = spoken(turn.text);
    turn.text = std::move(said.text);
    turn.typed = said.typed;
    if (said.summary) {
      turn.kind = TurnKind::summary;
      turn.role = Role::system;
    }
  }
  emit(std::move(turn));
}

void ClaudeCode::add_call(const Block& block, Turn turn) {
  turn.kind = TurnKind::tool_call;
  turn.tool = clean(block.name);
  if (!block.id.empty()) {
    turn.uid = clean(block.id);
    calls_.add(turn.uid, turn.tool);
  }
  emit(std::move(turn));
}

void ClaudeCode::add_result(const Speech& speech, const Block& block, Turn turn) {
  turn.kind = TurnKind::tool_result;
  turn.role = Role::tool;
  turn.failed = block.failed;
  if (turn.text.empty() && record_.message.blocks.size() == 1)
    turn.text = answer_text(speech.tool_use_result);
  if (!block.call_id.empty()) {
    const std::string call = clean(block.call_id);
    turn.tool = calls_.take(call);
    turn.uid = call + ":result";
  }
  emit(std::move(turn));
}

/// What a tool answered the program: a string, or what it printed.
std::string ClaudeCode::answer_text(std::string_view tool_use_result) {
  JsonScan scan(tool_use_result);
  if (scan.kind() == JsonScan::Kind::string) return clean(scan.string());
  std::string output;
  std::string errors;
  scan.object([&](std::string_view name) {
    if (name == "stdout" || name == "content" || name == "result") output = clean(scan.string());
    if (name == "stderr") errors = clean(scan.string());
  });
  if (!output.empty() && !errors.empty()) output += '\n';
  return output + errors;
}

void ClaudeCode::emit(Turn turn) {
  if (!turns_seen_.add(turn.uid)) return;
  turn.line = line_;
  turns_->push_back(std::move(turn));
}

}  // namespace

std::unique_ptr<Importer> make_claude_code_importer() { return std::make_unique<ClaudeCode>(); }

}  // namespace baton
