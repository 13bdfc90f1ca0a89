#include "core/transcript/importer.hpp"

#include "core/transcript/aider.hpp"
#include "core/transcript/chatgpt.hpp"
#include "core/transcript/claude_code.hpp"
#include "core/transcript/codex.hpp"
#include "core/transcript/conversation.hpp"
#include "core/transcript/gemini.hpp"
#include "core/transcript/specstory.hpp"

namespace baton {

std::unique_ptr<Importer> make_importer(std::string_view format) {
  if (format == "claude_code") return make_claude_code_importer();
  if (format == "codex") return make_codex_importer();
  if (format == "gemini") return make_gemini_importer();
  if (format == "chatgpt") return make_chatgpt_importer();
  if (format == "aider") return make_aider_importer();
  if (format == "specstory") return make_specstory_importer();
  if (format == "conversation_json") return make_conversation_json_importer();
  if (format == "conversation_markdown") return make_conversation_markdown_importer();
  if (format == "handoff") return make_handoff_importer();
  return nullptr;
}

}  // namespace baton
