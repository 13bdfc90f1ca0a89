#include "native/cli/help_parts.hpp"

#include <algorithm>

namespace baton::cli {

std::string label_of(const CLI::Option& option) {
  if (option.get_positional()) {
    return option.get_name() + (option.get_expected_max() > 1 ? "…" : "");
  }
  std::string label = option.get_name(false, true);
  for (std::size_t comma = label.find(','); comma != std::string::npos;
       comma = label.find(',', comma + 2)) {
    label.insert(comma + 1, " ");
  }
  if (option.get_expected_max() > 0) label += ' ' + option.get_type_name();
  return label;
}

std::string description_of(const CommandLine& line, const CLI::Option& option) {
  std::string text = option.get_description();
  const auto* words = line.words_of(&option);
  if (!words) return text;
  std::string choices;
  for (const std::string& word : *words) choices += (choices.empty() ? "" : ", ") + word;
  return text + (text.empty() ? "" : ": ") + choices;
}

std::string usage_of(const Command& command) {
  std::string text = "baton " + command.app->get_name();
  bool has_options = false;
  for (const CLI::Option* option : options_of(*command.app)) {
    if (option->get_positional()) {
      const std::string label = label_of(*option);
      text += option->get_required() ? ' ' + label : " [" + label + ']';
    }
    has_options = has_options || !option->get_positional();
  }
  return text + (has_options ? " [options]" : "");
}

std::vector<std::string> groups_of(const CommandLine& line) {
  std::vector<std::string> groups;
  for (const auto& command : line.commands()) {
    if (std::ranges::find(groups, command->group) == groups.end()) groups.push_back(command->group);
  }
  return groups;
}

std::vector<std::pair<std::string, std::string>> first_commands() {
  return {{"baton import", "take in the histories that assistants keep on this machine"},
          {"baton start", "start the next session from the last one's handoff"},
          {"baton done", "complete it: the handoff, and whether it is safe to stop"}};
}

}  // namespace baton::cli
