#pragma once
#include <memory>

#include "core/transcript/importer.hpp"

namespace baton {

/// Reads Codex's rollouts (`sessions/YYYY/MM/DD/rollout-*.jsonl`), also those of 2025, whose lines
/// have no payload:
///
/// - Response items are the turns: messages, reasoning summaries, calls and their outputs. The
///   events `user_message` and `agent_message` repeat them, and count only in a file that holds no
///   such response item.
/// - Dropped: developers' messages, and what the program says in the user's name (environment,
///   AGENTS.md, permissions). Of a message that an editor wrapped, the request is kept.
/// - An output is what the command printed; `failed` by its exit code, which then stands before it
///   as "Exit code N". A custom tool's input that is no JSON is `{"input":"…"}`.
/// - An interruption is a user's turn, in the words that Claude Code writes for it. A compaction's
///   message is a turn of kind summary.
/// - The session is the first `session_meta`'s id. A subagent's rollout is part of its parent's
///   session, its turns the `agent`'s.
/// - Messages are named after their content, calls after their id. Response items of a type not
///   known here are counted and kept as system turns; events and records are counted.
std::unique_ptr<Importer> make_codex_importer();

}  // namespace baton
