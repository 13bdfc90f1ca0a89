#include "core/setup/json_edit.hpp"

#include <algorithm>

#include "core/base/json_members.hpp"
#include "core/base/text.hpp"
#include "core/setup/jsonc.hpp"
#include "core/setup/layout.hpp"

namespace baton::setup {
namespace {

/// A member and the container that it is in.
struct Step {
  const JsoncNode* container;
  std::size_t index;
};
using Way = std::vector<Step>;  ///< from the root's member down

Step step_to(const JsoncNode& container, const JsoncMember& member) {
  return {&container, static_cast<std::size_t>(&member - container.members.data())};
}

std::string string_at(std::string_view text, const JsoncNode& node) {
  if (node.kind != JsoncNode::Kind::string) return "";
  return unquoted(text.substr(node.begin, node.end - node.begin), node.end - node.begin);
}

std::string command_of(std::string_view text, const JsoncNode& object) {
  const JsoncMember* command = member_of(object, "command");
  return command ? string_at(text, command->value) : "";
}

/// Whether the command runs Baton with these words: `baton hook Stop`, `'/opt/my baton/baton' …`.
bool runs_baton(std::string_view command, std::string_view words) {
  if (!command.ends_with(words)) return false;
  command = trimmed(command.substr(0, command.size() - words.size()));
  while (command.ends_with('\'') || command.ends_with('"')) command.remove_suffix(1);
  while (command.starts_with('\'') || command.starts_with('"')) command.remove_prefix(1);
  return base_name(command) == "baton";
}

/// The way to the hook of Baton in the array at the end of `way`; "" as its command if none is.
std::string hook_in(std::string_view text, const JsoncNode& groups, std::string_view words,
                    Way& way) {
  for (const JsoncMember& group : groups.members) {
    const JsoncMember* hooks = member_of(group.value, "hooks");
    if (!hooks) continue;
    for (const JsoncMember& hook : hooks->value.members) {
      std::string command = command_of(text, hook.value);
      if (!runs_baton(command, words)) continue;
      way.push_back(step_to(groups, group));
      way.push_back(step_to(group.value, *hooks));
      way.push_back(step_to(hooks->value, hook));
      return command;
    }
  }
  return "";
}

/// As far as the path goes in this text.
Way way_along(const JsoncNode& root, const std::vector<std::string>& path) {
  Way way;
  const JsoncNode* node = &root;
  for (const std::string& key : path) {
    const JsoncMember* member = member_of(*node, key);
    if (!member) break;
    way.push_back(step_to(*node, *member));
    node = &member->value;
  }
  return way;
}

const JsoncNode& node_of(const Step& step) { return step.container->members[step.index].value; }

/// The way to what is Baton's, and its command; both empty if it is not there.
std::string locate(std::string_view text, const JsoncNode& root, const JsonEntry& entry, Way& way) {
  way = way_along(root, entry.path);
  std::string command;
  if (way.size() == entry.path.size()) {
    const JsoncNode& found = node_of(way.back());
    command = entry.hook.empty() ? command_of(text, found) : hook_in(text, found, entry.hook, way);
    if (entry.hook.empty() && command.empty()) command = "(none)";
  }
  if (command.empty()) way.clear();
  return command;
}

/// Where what goes with a member begins: behind the comma or bracket before it, unless a comment
/// stands between.
std::size_t begin_with_room(std::string_view text, const Step& step) {
  const JsoncMember& member = step.container->members[step.index];
  const std::size_t after = (step.index == 0 ? step.container->begin : member.comma) + 1;
  return trimmed(text.substr(after, member.begin - after)).empty() ? after : member.begin;
}

/// Erases a member with the room before it and one comma.
std::string erased(std::string_view text, const Step& step) {
  const JsoncNode& container = *step.container;
  const JsoncMember& member = container.members[step.index];
  std::string result(text);
  const bool last = step.index + 1 == container.members.size();
  const std::size_t from = begin_with_room(text, step);
  const bool alone = container.members.size() == 1 && container.last_comma == 0 &&
                     container.last_comment == 0 && from < member.begin;
  const std::size_t until = alone ? container.end - 1 : member.value.end;
  if (!last) result.erase(container.members[step.index + 1].comma, 1);
  if (last && container.last_comma > 0) result.erase(container.last_comma - 1, 1);
  result.erase(from, until - from);
  if (last && step.index > 0 && container.last_comma == 0) result.erase(member.comma, 1);
  return result;
}

/// Whether a container holds nothing of others when this member of it is gone.
bool only_of(const Step& step, bool is_group) {
  return is_group || step.container->members.size() == 1;
}

}  // namespace

Result<Insertion> insertion_for(std::string_view text, const JsonEntry& entry) {
  TRY(const JsoncNode root, parse_jsonc(text));
  const Way way = way_along(root, entry.path);
  const JsoncNode& at = way.empty() ? root : node_of(way.back());
  const std::size_t known = way.size();
  const bool element = known == entry.path.size();
  const auto wanted = element ? JsoncNode::Kind::array : JsoncNode::Kind::object;
  if (at.kind == JsoncNode::Kind::nothing)
    return Insertion{.at = text.size(), .text = whole_file(text, entry)};
  if (at.kind != wanted || (element && entry.hook.empty()))
    return broken_settings(text, at.begin,
                           (known == 0 ? "the file" : json_quoted(entry.path[known - 1])) +
                               (element ? " is no array" : " is no object"));
  return inserted_into(text, at, element ? "" : entry.path[known], rest_of(entry, known + 1));
}

Result<std::string> command_there(std::string_view text, const JsonEntry& entry) {
  TRY(const JsoncNode root, parse_jsonc(text));
  Way way;
  return locate(text, root, entry, way);
}

Result<std::string> without_entry(std::string_view text, const JsonEntry& entry) {
  TRY(const JsoncNode root, parse_jsonc(text));
  Way way;
  if (locate(text, root, entry, way).empty()) return std::string(text);
  std::size_t level = way.size() - 1;
  const std::size_t group = entry.path.size() + 1;  // where a group's "hooks" stands
  while (level > 0 && only_of(way[level], !entry.hook.empty() && level == group)) --level;
  return erased(text, way[level]);
}

}  // namespace baton::setup
