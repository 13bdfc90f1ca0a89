#pragma once
#include <string>
#include <vector>

namespace baton::machine {

/// The folder that a transcript which names none was worked in, by where the assistant keeps it; ""
/// if that does not tell:
///
/// - `<folder>/.specstory/history/*.md` and `<folder>/.aider.chat.history.md` lie inside it;
/// - Gemini CLI's `tmp/<project>/chats/` has it in `tmp/<project>/.project_root`, or in
///   `projects.json`, or is named by the SHA-256 of its path: one of `candidates` may be it.
std::string keeper_of(const std::string& path, const std::vector<std::string>& candidates);

}  // namespace baton::machine
