#include <algorithm>

#include "core/app.hpp"
#include "native/cli/help_parts.hpp"
#include "native/cli/text_width.hpp"

namespace baton::cli {
namespace {

constexpr std::size_t kColumns = 100;

/// `text` in lines of at most `kColumns`; the first begins in `column`, the others after `indent`
/// blanks. Ends with a line end.
std::string wrapped(const std::string& text, std::size_t column, std::size_t indent) {
  std::string result;
  bool fresh = true;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find(' ', at), text.size());
    const std::string word = text.substr(at, end - at);
    if (!fresh && column + 1 + columns_of(word) > kColumns) {
      result += '\n' + std::string(indent, ' ');
      column = indent;
      fresh = true;
    }
    result += (fresh ? "" : " ") + word;
    column += columns_of(word) + (fresh ? 0 : 1);
    fresh = false;
    at = end + 1;
  }
  return result + '\n';
}

/// `left` in a column of its own, `right` wrapped beside it, or below it if it is too long.
std::string two_columns(const std::string& left, const std::string& right, std::size_t width) {
  const std::size_t indent = width + 2;
  const std::size_t used = 2 + columns_of(left);
  const std::string gap =
      used < indent ? std::string(indent - used, ' ') : '\n' + std::string(indent, ' ');
  return "  " + left + gap + wrapped(right, indent, indent);
}

std::string option_lines(const CommandLine& line, const std::vector<const CLI::Option*>& options) {
  std::size_t width = 0;
  for (const CLI::Option* option : options) {
    width = std::max(width, std::min<std::size_t>(columns_of(label_of(*option)), 28));
  }
  std::string text;
  for (const CLI::Option* option : options) {
    text += two_columns(label_of(*option), description_of(line, *option), width + 2);
  }
  return text;
}

}  // namespace

std::string help_text(const CommandLine& line) {
  std::string text = "baton " + std::string(kVersion) + ": " +
                     "every session starts where the last one stopped.\n\n"
                     "Usage: baton [options] COMMAND …\n";
  for (const std::string& group : groups_of(line)) {
    text += '\n' + group + '\n';
    for (const auto& command : line.commands()) {
      if (command->group != group) continue;
      text += two_columns(command->app->get_name(), command->app->get_description(), 13);
    }
  }
  text += "\nOptions of every command\n";
  text += option_lines(line, options_of(line.app()));
  text += '\n' + wrapped(kSessionNames, 0, 0) + "\nBegin with\n";
  for (const auto& [command, what] : first_commands()) text += two_columns(command, what, 22);
  return text + "\n`baton COMMAND --help` has the options of a command, with examples.\n";
}

std::string help_text(const CommandLine& line, const Command& command) {
  const std::string title = "baton " + command.app->get_name() + ": ";
  std::string text = wrapped(title + command.app->get_description(), 0, 2) + '\n' +
                     "Usage: " + usage_of(command) + '\n';
  const auto options = options_of(*command.app);
  if (!options.empty()) text += '\n' + option_lines(line, options);
  if (!command.examples.empty()) text += "\nExamples\n";
  for (const std::string& example : command.examples) text += "  " + example + '\n';
  return text + "\n`baton help` has the options of every command.\n";
}

}  // namespace baton::cli
