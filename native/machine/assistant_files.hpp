#pragma once
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace baton::machine {

/// A skill for Claude Code that comes with Baton: a file of assistants/claude/, by its name without
/// ".md".
struct ClaudeSkill {
  std::string_view name;
  std::string_view text;
};
std::span<const ClaudeSkill> claude_skills();

/// A file that `baton setup` puts into an assistant's configuration.
struct AssistantFile {
  std::string path;  ///< relative to the assistant's folder: "skills/baton-start/SKILL.md"
  std::string_view content;
};

/// Those of an assistant ("claude"); none for the others.
std::vector<AssistantFile> assistant_files(std::string_view assistant);

/// The moments that an assistant tells `baton hook` of, in its own words, as its settings name
/// them.
std::span<const std::string_view> assistant_hooks(std::string_view assistant);

}  // namespace baton::machine
