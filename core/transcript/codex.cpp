#include "core/transcript/codex.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "core/base/text.hpp"
#include "core/transcript/codex_record.hpp"
#include "core/transcript/instant.hpp"
#include "core/transcript/json_records.hpp"
#include "core/transcript/line_feed.hpp"
#include "core/transcript/pending_calls.hpp"
#include "core/transcript/text_turns.hpp"
#include "core/transcript/tool_output.hpp"
#include "core/transcript/unknown_words.hpp"
#include "core/transcript/usage_ledger.hpp"
#include "core/transcript/words.hpp"

namespace baton {
namespace {

/// How messages begin that the program writes in the user's name.
constexpr std::array kContexts = std::to_array<std::string_view>(
    {"<environment_context>", "<user_instructions>", "<INSTRUCTIONS>", "# AGENTS.md instructions",
     "<permissions", "<collaboration_mode>", "<skills_instructions>", "<skill>", "<turn_aborted>",
     "<subagent_notification>", "<plugins_instructions>", "<apps_instructions>", "<image",
     "</image>"});

bool is_context(std::string_view text) {
  for (std::string_view start : kContexts)
    if (text.starts_with(start)) return true;
  return text.empty();
}

/// What was asked for, of a message that an editor put its own words before.
std::string_view request_in(std::string_view message) {
  constexpr std::string_view kRequest = "## My request for Codex:";
  if (!message.starts_with("# Context from my IDE setup:")) return message;
  const std::size_t at = message.find(kRequest);
  return at == std::string_view::npos ? message : trimmed(message.substr(at + kRequest.size()));
}

/// Records and events that repeat others or say nothing that a later session could need.
bool is_codex_bookkeeping(std::string_view word) {
  return is_any(word, {"token_count",
                       "agent_reasoning",
                       "agent_reasoning_raw_content",
                       "agent_reasoning_section_break",
                       "agent_message_delta",
                       "task_started",
                       "task_complete",
                       "turn_started",
                       "turn_complete",
                       "context_compacted",
                       "thread_settings_applied",
                       "thread_goal_updated",
                       "thread_rolled_back",
                       "entered_review_mode",
                       "exited_review_mode",
                       "item_started",
                       "item_completed",
                       "exec_command_begin",
                       "exec_command_end",
                       "patch_apply_begin",
                       "patch_apply_end",
                       "mcp_tool_call_begin",
                       "mcp_tool_call_end",
                       "web_search_begin",
                       "web_search_end",
                       "image_generation_end",
                       "view_image_tool_call",
                       "dynamic_tool_call_request",
                       "dynamic_tool_call_response",
                       "sub_agent_activity",
                       "collab_agent_spawn_end",
                       "collab_agent_interaction_end",
                       "collab_waiting_end",
                       "collab_close_end",
                       "guardian_assessment",
                       "undo_completed",
                       "error",
                       "warning",
                       "stream_error",
                       "plan_update",
                       "turn_diff",
                       "ghost_snapshot",
                       "image_generation_call",
                       "compaction",
                       "compaction_summary",
                       "turn_context",
                       "world_state",
                       "state",
                       "inter_agent_communication_metadata"});
}

class Codex final : public Importer {
 public:
  Codex() { facts_.format = "codex"; }

  void feed(std::string_view piece, std::vector<Turn>& turns) override {
    lines_.feed(piece, [&](std::string_view line, int number) { read_line(line, number, turns); });
  }

  void finish(std::vector<Turn>& turns) override {
    lines_.finish([&](std::string_view line, int number) { read_line(line, number, turns); });
    facts_.damaged += lines_.too_long();
    usage_.finish();
    if (!has_messages_)
      for (Turn& turn : told_) turns_.say(std::move(turn), turns);
  }

  const TranscriptFacts& facts() const override { return facts_; }

 private:
  void read_line(std::string_view line, int number, std::vector<Turn>& turns);
  void accept(std::string_view raw);
  void note_session();
  void add_item(std::string_view raw);
  void add_message();
  void add_event();
  void add_told(Role role);
  void add_usage();
  void add_reasoning();
  void add_call(std::string_view name, std::string text);
  void add_custom_call();
  void add_search();
  void add_output();
  void add_summary();
  Turn begin(Role role, TurnKind kind) const;
  std::string output_text();
  std::string clean(std::string_view raw) { return unescaped(raw, facts_.replaced); }

  LineFeed lines_;
  CodexRecord record_;
  TranscriptFacts facts_;
  TextTurns turns_{facts_};
  PendingCalls calls_;
  UsageLedger usage_{facts_};
  CodexTokens used_;   ///< so far, by the session whose records these are
  std::string owner_;  ///< that session
  std::string model_;
  std::string agent_;
  std::string at_;
  std::vector<Turn> told_;  ///< by events, until a message says that items tell them
  std::size_t told_bytes_ = 0;
  bool has_messages_ = false;
  bool known_ = false;  ///< the session
  std::vector<Turn>* out_ = nullptr;
  int line_ = 0;
};

void Codex::read_line(std::string_view line, int number, std::vector<Turn>& turns) {
  out_ = &turns;
  line_ = number;
  const auto read = [&](std::string_view text, JsonScan& scan) {
    return read_codex_record(text, scan, record_);
  };
  if (!read_records(line, read, [&](std::string_view raw) { accept(raw); })) ++facts_.damaged;
}

void Codex::accept(std::string_view raw) {
  at_ = normal_instant(record_.at);
  note_time(facts_, at_);
  if (facts_.cwd.empty()) facts_.cwd = clean(record_.cwd);
  if (!record_.model.empty() && record_.type == "turn_context") model_ = clean(record_.model);
  if (record_.type == "session_meta") return note_session();
  if (record_.type == "response_item") return add_item(raw);
  if (record_.type == "event_msg") return add_event();
  if (record_.type == "compacted") return add_summary();
  if (!is_codex_bookkeeping(record_.type))
    count_unknown(facts_, "", record_.type.empty() ? "no type" : record_.type);
}

/// A session that was continued from another has the other's records behind its own.
void Codex::note_session() {
  owner_ = clean(record_.id);
  if (known_) return;
  known_ = true;
  facts_.session = clean(record_.id);
  facts_.branch = clean(record_.branch);
  if (!record_.subagent || record_.parent.empty()) return;
  agent_ = record_.agent.empty() ? facts_.session.substr(0, 8) : clean(record_.agent);
  facts_.session = clean(record_.parent);
}

Turn Codex::begin(Role role, TurnKind kind) const {
  Turn turn;
  turn.role = role;
  turn.kind = kind;
  turn.agent = agent_;
  turn.at = at_;
  turn.line = line_;
  return turn;
}

void Codex::add_item(std::string_view raw) {
  const std::string_view kind = record_.kind;
  if (kind == "message") return add_message();
  if (kind == "reasoning") return add_reasoning();
  if (kind == "custom_tool_call") return add_custom_call();
  if (kind == "local_shell_call")
    return add_call("local_shell", compact_json(record_.action, facts_.replaced));
  if (kind == "web_search_call") return add_search();
  if (kind.ends_with("_call_output") || kind == "tool_search_output") return add_output();
  if (kind == "function_call")
    return add_call(clean(record_.name), result_text(record_.arguments, facts_.replaced));
  if (kind == "tool_search_call")
    return add_call("tool_search", result_text(record_.arguments, facts_.replaced));
  if (is_codex_bookkeeping(kind)) return;
  count_unknown(facts_, "item:", kind.empty() ? "no type" : kind);
  Turn turn = unknown_turn(facts_, raw);
  turn.at = at_;
  turn.line = line_;
  turns_.add(std::move(turn), *out_);
}

void Codex::add_message() {
  if (record_.role == "developer") return;
  const Role role = record_.role == "assistant" ? Role::assistant
                    : record_.role == "user"    ? Role::user
                                                : Role::system;
  for (const Block& block : record_.blocks) {
    const std::string text = block_text(block, facts_.replaced);
    if (is_context(trimmed(text))) continue;
    Turn turn = begin(role, TurnKind::text);
    turn.text = request_in(trimmed(text));
    if (role != Role::system) has_messages_ = true;
    if (kind_of(block) == BlockKind::text)
      turns_.say(std::move(turn), *out_);
    else
      turns_.add(std::move(turn), *out_);
  }
  if (has_messages_) told_.clear();
}

/// What was used since the last count. A copy of another session's records counts as that one's,
/// so that it counts once.
void Codex::add_usage() {
  const CodexTokens now = record_.tokens;
  if (!record_.has_tokens || now == used_) return;
  if (now.input < used_.input || now.output < used_.output) used_ = {};
  const std::int64_t cached = std::max<std::int64_t>(now.cached - used_.cached, 0);
  const std::int64_t written = std::max<std::int64_t>(now.cache_write - used_.cache_write, 0);
  const std::int64_t fresh = std::max<std::int64_t>(now.input - used_.input - cached - written, 0);
  if (now == used_) return;
  std::string id = "codex " + owner_;
  for (const std::int64_t count : {now.input, now.cached, now.output})
    id += ' ' + std::to_string(count);
  usage_.add({std::move(id), model_, at_, {fresh, now.output - used_.output, written, cached}});
  used_ = now;
}

void Codex::add_event() {
  if (record_.kind == "token_count") return add_usage();
  if (record_.kind == "user_message") return add_told(Role::user);
  if (record_.kind == "agent_message") return add_told(Role::assistant);
  if (record_.kind == "thread_name_updated") {
    facts_.title = clean(record_.title);
  } else if (record_.kind == "turn_aborted") {
    if (record_.reason != "interrupted") return;
    Turn turn = begin(Role::user, TurnKind::text);
    turn.text = "[Request interrupted by user]";
    turns_.add(std::move(turn), *out_);
  } else if (!is_codex_bookkeeping(record_.kind)) {
    count_unknown(facts_, "event:", record_.kind.empty() ? "no type" : record_.kind);
  }
}

void Codex::add_told(Role role) {
  constexpr std::size_t kMostBytes = std::size_t{16} << 20;
  if (has_messages_ || told_bytes_ > kMostBytes) return;
  Turn turn = begin(role, TurnKind::text);
  const std::string text = clean(record_.message);
  turn.text = request_in(trimmed(text));
  if (is_context(turn.text)) return;
  told_bytes_ += turn.text.size() + sizeof(Turn);
  told_.push_back(std::move(turn));
}

void Codex::add_reasoning() {
  Turn turn = begin(Role::assistant, TurnKind::thinking);
  JsonScan scan(record_.summary);
  scan.array([&] {
    scan.object([&](std::string_view name) {
      if (name != "text") return;
      if (!turn.text.empty()) turn.text += "\n\n";
      turn.text += clean(scan.string());
    });
  });
  if (!trimmed(turn.text).empty()) turns_.add(std::move(turn), *out_);
}

void Codex::add_call(std::string_view name, std::string text) {
  Turn turn = begin(Role::assistant, TurnKind::tool_call);
  turn.tool = name;
  turn.text = text.empty() ? "{}" : std::move(text);
  turn.uid = clean(record_.call_id);
  if (!turn.uid.empty()) calls_.add(turn.uid, turn.tool);
  turns_.add(std::move(turn), *out_);
}

void Codex::add_custom_call() {
  std::string input = result_text(record_.input, facts_.replaced);
  JsonScan scan(input);
  const bool object = scan.kind() == JsonScan::Kind::object;
  scan.skip();
  if (!object || !scan.at_end())
    input = "{\"input\":" + compact_json(record_.input, facts_.replaced) + '}';
  add_call(clean(record_.name), std::move(input));
}

void Codex::add_search() {
  if (record_.call_id.empty()) record_.call_id = record_.id;
  add_call("web_search", compact_json(record_.action, facts_.replaced));
}

/// A string, blocks, or an object that holds either.
std::string Codex::output_text() {
  JsonScan scan(record_.output);
  if (scan.kind() != JsonScan::Kind::object) return result_text(record_.output, facts_.replaced);
  std::optional<std::string> text;
  scan.object([&](std::string_view name) {
    if (name == "content" || name == "text") text = result_text(scan.value(), facts_.replaced);
  });
  return text ? std::move(*text) : compact_json(record_.output, facts_.replaced);
}

void Codex::add_output() {
  ToolOutput output = codex_output(output_text());
  Turn turn = begin(Role::tool, TurnKind::tool_result);
  turn.text = std::move(output.text);
  turn.failed = output.failed;
  if (const std::string call = clean(record_.call_id); !call.empty()) {
    turn.tool = calls_.take(call);
    turn.uid = call + ":result";
  }
  turns_.add(std::move(turn), *out_);
}

void Codex::add_summary() {
  Turn turn = begin(Role::system, TurnKind::summary);
  turn.text = clean(record_.message);
  if (!trimmed(turn.text).empty()) turns_.add(std::move(turn), *out_);
}

}  // namespace

std::unique_ptr<Importer> make_codex_importer() { return std::make_unique<Codex>(); }

}  // namespace baton
