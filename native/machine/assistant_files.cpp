#include "native/machine/assistant_files.hpp"

#include <array>

namespace baton::machine {
namespace {

constexpr auto kClaudeHooks = std::to_array<std::string_view>(
    {"SessionStart", "UserPromptSubmit", "Stop", "PreCompact", "SessionEnd"});
constexpr auto kCodexHooks =
    std::to_array<std::string_view>({"SessionStart", "UserPromptSubmit", "Stop", "PreCompact"});
constexpr auto kGeminiHooks = std::to_array<std::string_view>(
    {"SessionStart", "BeforeAgent", "AfterAgent", "PreCompress", "SessionEnd"});

}  // namespace

std::vector<AssistantFile> assistant_files(std::string_view assistant) {
  std::vector<AssistantFile> files;
  if (assistant != "claude") return files;
  for (const ClaudeSkill& skill : claude_skills())
    files.push_back({"skills/" + std::string(skill.name) + "/SKILL.md", skill.text});
  return files;
}

std::span<const std::string_view> assistant_hooks(std::string_view assistant) {
  if (assistant == "claude") return kClaudeHooks;
  if (assistant == "codex") return kCodexHooks;
  if (assistant == "gemini") return kGeminiHooks;
  return {};
}

}  // namespace baton::machine
