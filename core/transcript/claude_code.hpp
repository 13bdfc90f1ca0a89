#pragma once
#include <memory>

#include "core/transcript/importer.hpp"

namespace baton {

/// Reads Claude Code's `<session>.jsonl` and its subagents' `agent-*.jsonl`. The vendor calls the
/// format internal, so nothing in it is taken for granted:
///
/// - Each block of a user's or assistant's message is a turn: text, thinking, tool_call,
///   tool_result; an image or document is one line with its type, size and hash.
/// - `uid`: the record's uuid for the first block, `uuid:N` for block N; a call's is the call's id,
///   its result's `id:result`. A record without uuid is named after its content. A record or a turn
///   that was there before (resumed sessions copy them) is dropped.
/// - `agent`: the subagent's id; sidechains of versions that had none are told apart by the first 8
///   characters of their first record. Progress records that carry a subagent's message are turns
///   too. Nothing of a subagent is `typed`.
/// - `typed` as `spoken` judges, unless the record says that the program or another agent wrote it.
///   Messages that were queued while the assistant worked are turns.
/// - A compaction's summary is a turn of kind summary. System records with words are turns.
/// - What the tool answered the program (`toolUseResult`) is read only where the result is empty.
/// - Records and blocks of a type not known here are counted, and kept as a system turn with their
///   JSON, at most 16 kB of it.
/// - A damaged line is counted; what can be read of it (a record torn by a crash with the next one
///   behind it, NULs around a record) is.
/// - `facts().session` is the last session id seen: resumed files may begin with records of others.
std::unique_ptr<Importer> make_claude_code_importer();

}  // namespace baton
