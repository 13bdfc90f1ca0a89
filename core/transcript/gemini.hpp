#pragma once
#include <memory>

#include "core/transcript/importer.hpp"

namespace baton {

/// Reads Gemini CLI's sessions (`~/.gemini/tmp/<project>/chats/session-*.jsonl`, and the older
/// `.json` with all messages in one object):
///
/// - A message that is written again replaces what was there (calls and tokens are added as they
///   come). `$rewindTo` takes back the message that it names and those after it. The messages of a
///   `$set` are taken like others, since what it leaves out was only compressed for the model.
/// - So turns come out at the end; messages beyond the last 64 MiB come out as they must, and are
///   not taken back any more.
/// - A message gives thinking (`thoughts`), words, and a call and a result for each of `toolCalls`;
///   a shell's result is its output, `failed` by its exit code.
/// - A session of kind subagent is the `agent`'s, named by the first 8 characters of its id.
/// - `uid`: the message's id, `id:thoughts`, the call's id, `id:result`.
/// - The working directory is the first of `directories`, which only some sessions have.
std::unique_ptr<Importer> make_gemini_importer();

}  // namespace baton
