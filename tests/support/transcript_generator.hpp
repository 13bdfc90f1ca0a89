#pragma once
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace baton::test {

/// What a generated transcript is like.
struct TranscriptShape {
  std::size_t bytes = 1 << 20;  ///< it ends with the first record at or beyond this
  std::uint64_t seed = 1;       ///< the same seed gives the same bytes
  std::string session = "5e551011-0000-4000-8000-000000000001";
  std::string cwd = "/src/engine";
};

/// A Claude Code transcript of a session that never was, in the proportions of real ones: prompts,
/// thinking, answers, tool calls with results of 2 to 20 kB and their `toolUseResult` duplicates,
/// subagents' progress, hooks, file snapshots, usage in several rows a message, a compaction now
/// and then. Words are English, with code, paths, escapes and some characters beyond ASCII.
std::string generate_transcript(const TranscriptShape& shape);

/// The same, handed out line by line (with line ends), for sizes that memory should not hold.
void generate_transcript(const TranscriptShape& shape,
                         const std::function<void(std::string_view line)>& take);

}  // namespace baton::test
