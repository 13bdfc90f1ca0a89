#pragma once
#include <string_view>
#include <vector>

#include "core/base/json_scan.hpp"

namespace baton {

/// One message of ChatGPT's export. Raw slices; `at`, `content` and what is in it are JSON.
struct ChatGptMessage {
  std::string_view id, role, name, recipient, at;
  std::string_view content_type, parts, text, thoughts, result;
  std::string_view content;  ///< the whole
  std::string_view run_status;
  bool hidden = false;
};

/// Raw slices of one conversation, which point into its JSON.
struct ChatGptConversation {
  std::string_view id, title, at;
  std::vector<std::string_view> path;  ///< the messages' JSON, from the root to the current node
};

/// Reads a conversation. False if it is malformed or no object.
bool read_chatgpt_conversation(JsonScan& scan, ChatGptConversation& conversation);

ChatGptMessage read_chatgpt_message(std::string_view json);

}  // namespace baton
