#include "tests/support/transcript_generator.hpp"

#include <array>
#include <cstdio>

#include "core/base/json.hpp"
#include "core/base/time.hpp"

namespace baton::test {
namespace {

constexpr auto kWords = std::to_array<std::string_view>(
    {"the",     "wheel",   "engine", "count",  "a",       "of",      "and",     "brake", "to",
     "file",    "test",    "is",     "in",     "parser",  "router",  "that",    "fails", "with",
     "for",     "returns", "value",  "config", "cache",   "we",      "should",  "keep",  "because",
     "session", "table",   "index",  "update", "request", "error",   "handler", "when",  "empty",
     "line",    "buffer",  "naïve",  "größer", "→",       "already", "before",  "after", "decided",
     "instead", "of",      "use",    "simple", "again",   "module",  "build",   "passes"});
constexpr auto kFiles = std::to_array<std::string_view>(
    {"src/wheel.cpp", "src/brake.cpp", "src/http/router.cpp", "tests/wheel_test.cpp", "README.md",
     "src/config/parse_config.ts", "Makefile", "docs/engine.md", "src/cache/index.rs"});
constexpr auto kCommands = std::to_array<std::string_view>(
    {"make test", "git status --short", "ls -la src", "rg -n \"parseConfig\" src | head -20",
     "npm run build 2>&1 | tail -5", "cargo test --all", "git diff --stat"});
constexpr auto kPrompts = std::to_array<std::string_view>(
    {"Add a counter for the wheels and write tests first.", "yes, go on",
     "The router fails on an empty path. Find out why and fix it.",
     "Always use tabs in Makefiles, never blanks.", "Why did you change the cache?",
     "Now update the README and run everything once more."});

/// As a JSON string.
std::string json(std::string_view text) { return json_quoted(text); }

class TranscriptGenerator {
 public:
  explicit TranscriptGenerator(const TranscriptShape& shape)
      : shape_(shape), state_(shape.seed * 2 + 1) {}

  void run(const std::function<void(std::string_view)>& take) {
    std::size_t written = 0;
    while (written < shape_.bytes) {
      const std::string lines = step();
      take(lines);
      written += lines.size();
    }
  }

 private:
  std::uint32_t random() {
    state_ = state_ * 6364136223846793005ULL + 1442695040888963407ULL;
    return static_cast<std::uint32_t>(state_ >> 33);
  }
  std::size_t below(std::size_t most) { return random() % most; }
  template <class Array>
  std::string pick(const Array& array) {
    return std::string(array[below(array.size())]);
  }

  std::string uuid() {
    char text[40];
    std::snprintf(text, sizeof text, "%08x-%04x-4%03x-8%03x-%08x%04x", random(), random() & 0xFFFF,
                  random() & 0xFFF, random() & 0xFFF, random(), random() & 0xFFFF);
    return text;
  }

  std::string prose(std::size_t bytes) {
    std::string text;
    while (text.size() < bytes) {
      text += pick(kWords);
      text += below(14) == 0 ? ".\n" : below(9) == 0 ? ", " : " ";
    }
    return text;
  }

  /// A listing with line numbers, as reading a file gives it.
  std::string listing(std::size_t bytes) {
    std::string text;
    for (int line = 1; text.size() < bytes; ++line) {
      char number[16];
      std::snprintf(number, sizeof number, "%6d", line);
      text += number + std::string("→") + std::string(4 * below(4), ' ') + pick(kWords) + "_" +
              pick(kWords) + "(\"" + pick(kWords) + "\", " + pick(kWords) + ");";
      if (below(3) == 0) text += "  // " + prose(20 + below(40));
      if (!text.ends_with('\n')) text += '\n';
    }
    return text;
  }

  /// The members that every record has, as Claude Code orders them.
  std::string head() {
    const std::string parent = last_.empty() ? "null" : '"' + last_ + '"';
    clock_ += 200 + static_cast<std::int64_t>(below(4000));
    return R"({"parentUuid":)" + parent + R"(,"isSidechain":false,"userType":"external","cwd":")" +
           shape_.cwd + R"(","sessionId":")" + shape_.session +
           R"(","version":"2.1.37","gitBranch":"main",)";
  }
  std::string tail() {
    last_ = uuid();
    return R"("uuid":")" + last_ + R"(","timestamp":")" + to_iso8601(clock_) + "\"}\n";
  }

  std::string user(const std::string& content, const std::string& more = {}) {
    return head() + R"("type":"user","message":{"role":"user","content":)" + content + "}," + more +
           tail();
  }

  std::string assistant(const std::string& block, int output) {
    return head() + R"("message":{"model":"claude-opus-4-6","id":")" + message_ +
           R"(","type":"message","role":"assistant","content":[)" + block +
           R"(],"stop_reason":null,"stop_sequence":null,"usage":{"input_tokens":3,)"
           R"("cache_creation_input_tokens":7413,"cache_read_input_tokens":33141,)"
           R"("cache_creation":{"ephemeral_5m_input_tokens":0,"ephemeral_1h_input_tokens":7413},)"
           R"("output_tokens":)" +
           std::to_string(output) +
           R"(,"service_tier":"standard"}},"requestId":"req_1","type":"assistant",)" + tail();
  }

  std::string text_block(const char* type, const char* member, const std::string& text) {
    return std::string(R"({"type":")") + type + R"(",")" + member + "\":" + json(text) + '}';
  }

  std::string call_block(const std::string& name, const std::string& input) {
    call_ = "toolu_" + uuid();
    return R"({"type":"tool_use","id":")" + call_ + R"(","name":")" + name + R"(","input":)" +
           input + R"(,"caller":{"type":"direct"}})";
  }

  std::string result(const std::string& output, const std::string& answer, bool failed = false) {
    const std::string content = R"([{"tool_use_id":")" + call_ +
                                R"(","type":"tool_result","content":)" + json(output) +
                                (failed ? R"(,"is_error":true)" : "") + "}]";
    return user(content, R"("toolUseResult":)" + answer + R"(,"sourceToolAssistantUUID":")" +
                             uuid() + "\",");
  }

  std::string progress(const std::string& data) {
    return head() + R"("type":"progress","data":)" + data +
           R"(,"toolUseID":"x","parentToolUseID":")" + call_ + "\"," + tail();
  }

  std::string hook() {
    return progress(
        R"({"type":"hook_progress","hookEvent":"PostToolUse","hookName":"PostToolUse:Bash",)"
        R"("command":"hooks post-tool"})");
  }

  std::string read() {
    const std::string file = shape_.cwd + "/" + pick(kFiles);
    const std::string text = listing(2000 + below(18'000));
    return assistant(call_block("Read", R"({"file_path":)" + json(file) + "}"), 2) +
           result(text, R"({"type":"text","file":{"filePath":)" + json(file) + R"(,"content":)" +
                            json(text) + R"(,"numLines":40,"startLine":1,"totalLines":40}})");
  }

  std::string shell() {
    const bool failed = below(6) == 0;
    const std::string output = (failed ? "Exit code 1\n" : "") + prose(400 + below(4000));
    return assistant(call_block("Bash", R"({"command":)" + json(pick(kCommands)) +
                                            R"(,"description":"Run it"})"),
                     40) +
           hook() +
           result(output,
                  R"({"stdout":)" + json(output) +
                      R"(,"stderr":"","interrupted":false,"isImage":false})",
                  failed) +
           hook();
  }

  std::string edit() {
    const std::string file = json(shape_.cwd + "/" + pick(kFiles));
    const std::string before = json(listing(300));
    const std::string after = json(listing(500));
    return assistant(call_block("Edit", R"({"file_path":)" + file + R"(,"old_string":)" + before +
                                            R"(,"new_string":)" + after + "}"),
                     300) +
           result("The file has been updated successfully.",
                  R"({"filePath":)" + file + R"(,"oldString":)" + before + R"(,"newString":)" +
                      after + R"(,"originalFile":)" + json(listing(4000 + below(12'000))) +
                      R"(,"structuredPatch":[],"userModified":false,"replaceAll":false})");
  }

  std::string subagent() {
    std::string lines;
    for (std::size_t i = 0; i < 6; ++i) {
      const std::string call = "toolu_" + uuid();
      const std::string start = R"({"message":{"type":"assistant","timestamp":")" +
                                to_iso8601(clock_) + R"(","uuid":")" + uuid() + R"(","message":)";
      lines +=
          progress(start + R"({"role":"assistant","id":"msg_)" + uuid() +
                   R"(","model":"claude-haiku-4-5","content":[{"type":"tool_use","id":")" + call +
                   R"(","name":"Grep","input":{"pattern":"wheel"}}],"usage":)"
                   R"({"input_tokens":9,"output_tokens":2}}},"normalizedMessages":[],)"
                   R"("type":"agent_progress","prompt":)" +
                   json(prose(600)) + R"(,"agentId":"a1b2c3d"})");
      lines += progress(
          R"({"message":{"type":"user","timestamp":")" + to_iso8601(clock_) + R"(","uuid":")" +
          uuid() +
          R"(","message":{"role":"user","content":[{"type":"tool_result","tool_use_id":")" + call +
          R"(","content":)" + json(listing(1000 + below(4000))) +
          R"(}]}},"normalizedMessages":[],"type":"agent_progress","agentId":"a1b2c3d"})");
    }
    return lines;
  }

  std::string snapshot() {
    return R"({"type":"file-history-snapshot","messageId":")" + uuid() +
           R"(","snapshot":{"messageId":"m","trackedFileBackups":{"src/wheel.cpp":)"
           R"({"backupFileName":"0@v1","version":1}}},"isSnapshotUpdate":true})" +
           "\n";
  }

  /// One step of the session: a few records.
  std::string step() {
    const std::size_t kind = steps_++ == 0 ? 0 : below(40);
    message_ = "msg_" + uuid();
    if (kind == 0) return snapshot() + user(json(pick(kPrompts)));
    if (kind == 1)
      return user(json("Summary of what was before.\n" + prose(8000)),
                  R"("isCompactSummary":true,)");
    if (kind < 5) return subagent();
    if (kind < 9) return assistant(text_block("text", "text", prose(200 + below(1500))), 300);
    if (kind < 13)
      return assistant(text_block("thinking", "thinking", prose(300 + below(2000))), 1) +
             assistant(text_block("text", "text", prose(100)), 90);
    return kind < 24 ? read() : kind < 33 ? shell() : edit();
  }

  const TranscriptShape& shape_;
  std::uint64_t state_;
  std::int64_t clock_ = 1'772'359'200'000;  // 2026-03-01T10:00:00Z
  std::string last_, message_, call_;
  std::size_t steps_ = 0;
};

}  // namespace

void generate_transcript(const TranscriptShape& shape,
                         const std::function<void(std::string_view line)>& take) {
  TranscriptGenerator(shape).run([&](std::string_view lines) {
    while (!lines.empty()) {
      const std::size_t end = lines.find('\n') + 1;
      take(lines.substr(0, end));
      lines.remove_prefix(end);
    }
  });
}

std::string generate_transcript(const TranscriptShape& shape) {
  std::string transcript;
  transcript.reserve(shape.bytes + (1 << 16));
  generate_transcript(shape, [&](std::string_view line) { transcript += line; });
  return transcript;
}

}  // namespace baton::test
