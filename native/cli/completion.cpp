#include <algorithm>

#include "native/cli/command_line.hpp"

namespace baton::cli {
namespace {

/// What a shell needs to know of an option's value.
enum class Takes { nothing, words, file, text };

Takes takes(const CommandLine& line, const CLI::Option& option) {
  if (line.words_of(&option)) return Takes::words;
  if (!option.get_positional() && option.get_expected_max() == 0) return Takes::nothing;
  const std::string type = option.get_positional() ? option.get_name() : option.get_type_name();
  return type == "FILE" || type == "PATH" ? Takes::file : Takes::text;
}

std::vector<std::string> spellings(const CLI::Option& option) {
  std::vector<std::string> result;
  for (const std::string& name : option.get_snames()) result.push_back('-' + name);
  for (const std::string& name : option.get_lnames()) result.push_back("--" + name);
  return result;
}

std::string joined(const std::vector<std::string>& words, const std::string& separator) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : separator) + word;
  return text;
}

/// Text inside single quotes of a shell; `also` are further characters to be escaped.
std::string single_quoted(const std::string& text, std::string_view also = {}) {
  std::string result;
  for (const char c : text) {
    if (c == '\'') {
      result += "'\\''";
      continue;
    }
    if (also.contains(c)) result += '\\';
    result += c;
  }
  return result;
}

std::vector<std::string> command_names(const CommandLine& line) {
  std::vector<std::string> names;
  for (const auto& command : line.commands()) names.push_back(command->app->get_name());
  return names;
}

// bash -------------------------------------------------------------------------------------------

std::string bash_flags(const CLI::App& app) {
  std::vector<std::string> flags;
  for (const CLI::Option* option : options_of(app)) {
    if (!option->get_positional()) std::ranges::copy(spellings(*option), std::back_inserter(flags));
  }
  return joined(flags, " ");
}

/// Cases for the word before the one that is typed: an option that takes a value.
std::string bash_values(const CommandLine& line, const CLI::App& app, const std::string& scope) {
  std::string cases;
  for (const CLI::Option* option : options_of(app)) {
    if (option->get_positional() || takes(line, *option) == Takes::nothing) continue;
    std::string patterns;
    for (const std::string& name : spellings(*option)) {
      patterns += (patterns.empty() ? "" : "|") + scope + ':' + name;
    }
    std::string reply = "COMPREPLY=()";
    if (takes(line, *option) == Takes::words) {
      reply =
          "COMPREPLY=($(compgen -W '" + joined(*line.words_of(option), " ") + "' -- \"$word\"))";
    }
    if (takes(line, *option) == Takes::file) reply = "COMPREPLY=($(compgen -f -- \"$word\"))";
    cases += "    " + patterns + ") " + reply + "; return ;;\n";
  }
  return cases;
}

std::string bash_positional(const CommandLine& line, const CLI::App& app) {
  for (const CLI::Option* option : options_of(app)) {
    if (!option->get_positional()) break;
    if (takes(line, *option) == Takes::words) return joined(*line.words_of(option), " ");
  }
  return "";
}

bool takes_files(const CommandLine& line, const CLI::App& app) {
  return std::ranges::any_of(options_of(app), [&](const CLI::Option* option) {
    return option->get_positional() && takes(line, *option) == Takes::file;
  });
}

std::string bash_script(const CommandLine& line) {
  std::string values = bash_values(line, line.app(), "*");
  std::string words;
  for (const auto& command : line.commands()) {
    const std::string name = command->app->get_name();
    values += bash_values(line, *command->app, name);
    words += "    " + name + ") words='" + bash_flags(*command->app) + ' ' +
             bash_positional(line, *command->app) +
             "'; files=" + (takes_files(line, *command->app) ? "yes" : "no") + " ;;\n";
  }
  return "# Completion of baton for bash: source <(baton completion bash)\n"
         "_baton() {\n"
         "  local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} command='' i\n"
         "  local commands='" +
         joined(command_names(line), " ") +
         "' words='' files=no\n"
         "  for ((i = 1; i < COMP_CWORD; i++)); do\n"
         "    case \" $commands \" in *\" ${COMP_WORDS[i]} \"*) command=${COMP_WORDS[i]}; break ;; "
         "esac\n"
         "  done\n"
         "  case \"$command:$before\" in\n" +
         values +
         "  esac\n"
         "  case \"$command\" in\n"
         "    '') words=\"$commands\" ;;\n" +
         words +
         "  esac\n"
         "  COMPREPLY=($(compgen -W \"$words " +
         bash_flags(line.app()) +
         " --help\" -- \"$word\"))\n"
         "  if [ \"$files\" = yes ]; then COMPREPLY+=($(compgen -f -- \"$word\")); fi\n"
         "}\n"
         "complete -o filenames -F _baton baton\n";
}

// zsh --------------------------------------------------------------------------------------------

std::string zsh_value(const CommandLine& line, const CLI::Option& option) {
  const std::string label = option.get_positional() ? option.get_name() : option.get_type_name();
  switch (takes(line, option)) {
    case Takes::nothing:
      return "";
    case Takes::words:
      return ':' + label + ":(" + joined(*line.words_of(&option), " ") + ')';
    case Takes::file:
      return ':' + label + ":_files";
    case Takes::text:
      return ':' + label + ": ";
  }
  return "";
}

std::string zsh_arguments(const CommandLine& line, const CLI::App& app) {
  std::string text;
  for (const CLI::Option* option : options_of(app)) {
    const std::string value = zsh_value(line, *option);
    if (option->get_positional()) {
      text += std::string(" '") + (option->get_expected_max() > 1 ? "*" : "") + value + "'";
      continue;
    }
    for (const std::string& name : spellings(*option)) {
      text +=
          " '*" + name + '[' + single_quoted(option->get_description(), "[]:") + ']' + value + "'";
    }
  }
  return text;
}

std::string zsh_script(const CommandLine& line) {
  std::string names;
  std::string cases;
  for (const auto& command : line.commands()) {
    const std::string name = command->app->get_name();
    names += "    '" + name + ':' + single_quoted(command->app->get_description(), ":") + "'\n";
    cases +=
        "        " + name + ") _arguments" + zsh_arguments(line, *command->app) + " $common ;;\n";
  }
  return "#compdef baton\n"
         "# Completion of baton for zsh: source <(baton completion zsh)\n"
         "_baton() {\n"
         "  local -a commands common\n"
         "  commands=(\n" +
         names + "  )\n  common=(" + zsh_arguments(line, line.app()) +
         " '--help[what a command does]')\n"
         "  _arguments -C $common '1:command:->command' '*::argument:->argument'\n"
         "  case $state in\n"
         "    command) _describe command commands ;;\n"
         "    argument)\n"
         "      case $words[1] in\n" +
         cases +
         "      esac ;;\n"
         "  esac\n"
         "}\n"
         "if [ \"$funcstack[1]\" = _baton ]; then _baton \"$@\"; else compdef _baton baton; fi\n";
}

// fish -------------------------------------------------------------------------------------------

std::string fish_option(const CommandLine& line, const CLI::Option& option,
                        const std::string& condition) {
  std::string text = "complete -c baton" + condition;
  for (const std::string& name : option.get_snames()) text += " -s " + name;
  for (const std::string& name : option.get_lnames()) text += " -l " + name;
  switch (takes(line, option)) {
    case Takes::nothing:
      break;
    case Takes::words:
      text += " -x -a '" + joined(*line.words_of(&option), " ") + '\'';
      break;
    case Takes::file:
      text += " -r -F";
      break;
    case Takes::text:
      text += option.get_positional() ? "" : " -x";
      break;
  }
  return text + " -d '" + single_quoted(option.get_description()) + "'\n";
}

std::string fish_script(const CommandLine& line) {
  std::string text =
      "# Completion of baton for fish: baton completion fish | source\n"
      "complete -c baton -f\n";
  for (const CLI::Option* option : options_of(line.app())) {
    text += fish_option(line, *option, "");
  }
  for (const auto& command : line.commands()) {
    const std::string name = command->app->get_name();
    text += "complete -c baton -n __fish_use_subcommand -a " + name + " -d '" +
            single_quoted(command->app->get_description()) + "'\n";
    for (const CLI::Option* option : options_of(*command->app)) {
      const bool plain = option->get_positional() && takes(line, *option) == Takes::text;
      if (plain) continue;
      text += fish_option(line, *option, " -n '__fish_seen_subcommand_from " + name + "'");
    }
  }
  return text;
}

}  // namespace

std::string completion_script(const CommandLine& line, const std::string& shell) {
  if (shell == "bash") return bash_script(line);
  if (shell == "zsh") return zsh_script(line);
  return fish_script(line);
}

}  // namespace baton::cli
