#include "core/transcript/chatgpt_conversation.hpp"

#include <algorithm>
#include <string>
#include <unordered_map>
#include <utility>

#include "core/transcript/instant.hpp"

namespace baton {
namespace {

struct Node {
  std::string_view parent, message;
  bool walked = false;
};

using Nodes = std::unordered_map<std::string_view, Node>;

Node read_node(JsonScan& scan) {
  Node node;
  scan.object([&](std::string_view name) {
    if (name == "parent") node.parent = scan.string();
    if (name == "message" && scan.kind() == JsonScan::Kind::object) node.message = scan.value();
  });
  return node;
}

/// The node of the newest message; of several, the one whose name comes last.
std::string_view newest_of(const Nodes& nodes) {
  std::pair<std::string, std::string_view> newest;
  for (const auto& [id, node] : nodes) {
    if (node.message.empty()) continue;
    newest = std::max(newest, {json_instant(read_chatgpt_message(node.message).at), id});
  }
  return newest.second;
}

std::vector<std::string_view> path_to(Nodes& nodes, std::string_view id) {
  std::vector<std::string_view> path;
  for (auto at = nodes.find(id); at != nodes.end() && !at->second.walked;
       at = nodes.find(at->second.parent)) {
    at->second.walked = true;
    if (!at->second.message.empty()) path.push_back(at->second.message);
  }
  std::reverse(path.begin(), path.end());
  return path;
}

void read_content(JsonScan& scan, ChatGptMessage& message) {
  JsonScan inside(message.content = scan.value());
  inside.object([&](std::string_view name) {
    if (name == "content_type") message.content_type = inside.string();
    if (name == "parts") message.parts = inside.value();
    if (name == "text") message.text = inside.string();
    if (name == "thoughts") message.thoughts = inside.value();
    if (name == "result") message.result = inside.string();
  });
}

void read_metadata(JsonScan& scan, ChatGptMessage& message) {
  scan.object([&](std::string_view name) {
    if (name == "is_visually_hidden_from_conversation") message.hidden = scan.is_true();
    if (name != "aggregate_result") return;
    scan.object([&](std::string_view member) {
      if (member == "status") message.run_status = scan.string();
    });
  });
}

}  // namespace

bool read_chatgpt_conversation(JsonScan& scan, ChatGptConversation& conversation) {
  conversation = {};
  if (scan.kind() != JsonScan::Kind::object) return false;
  Nodes nodes;
  std::string_view current;
  std::string_view other_id;
  scan.object([&](std::string_view name) {
    if (name == "title") conversation.title = scan.string();
    if (name == "create_time") conversation.at = scan.value();
    if (name == "current_node") current = scan.string();
    if (name == "conversation_id") conversation.id = scan.string();
    if (name == "id") other_id = scan.string();
    if (name == "mapping") scan.object([&](std::string_view id) { nodes[id] = read_node(scan); });
  });
  if (scan.failed()) return false;
  if (conversation.id.empty()) conversation.id = other_id;
  if (!nodes.contains(current)) current = newest_of(nodes);
  conversation.path = path_to(nodes, current);
  return true;
}

ChatGptMessage read_chatgpt_message(std::string_view json) {
  ChatGptMessage message;
  JsonScan scan(json);
  scan.object([&](std::string_view name) {
    if (name == "id") message.id = scan.string();
    if (name == "create_time") message.at = scan.value();
    if (name == "recipient") message.recipient = scan.string();
    if (name == "content") read_content(scan, message);
    if (name == "metadata") read_metadata(scan, message);
    if (name != "author") return;
    scan.object([&](std::string_view member) {
      if (member == "role") message.role = scan.string();
      if (member == "name") message.name = scan.string();
    });
  });
  return message;
}

}  // namespace baton
