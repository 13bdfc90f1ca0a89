#pragma once
#include <memory>

#include "core/transcript/importer.hpp"

namespace baton {

/// Reads a conversation of ChatGPT's export (`conversations.json`): the path from `current_node` up
/// to the root, in order; what was regenerated or edited away is left out. Without a current node
/// that exists, the path that ends with the newest message.
///
/// - What is addressed to a tool is a call of it, the tool's next message its result. A call's code
///   is `{"code":"…"}`. Thoughts are thinking; pictures and files are one line each.
/// - Left out: what the page hides, custom instructions, recaps of reasoning.
/// - `uid`: the message's id; a result's is the call's with ":result".
///
/// Memory is bounded by one conversation, at most 64 MiB of it. Given several, it reads them one
/// after the other into one list of turns; `SessionParts` keeps them apart.
std::unique_ptr<Importer> make_chatgpt_importer();

}  // namespace baton
