#pragma once
#include <CLI/CLI.hpp>
#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "native/cli/desk.hpp"

namespace baton::cli {

/// What a command does; the number is the exit code. Errors are printed by the caller.
using Action = std::function<Result<int>(Desk&)>;

/// One command, beside what CLI11 knows of it.
struct Command {
  CLI::App* app = nullptr;
  Action action;
  std::string group;                  ///< under which `help` lists it
  std::vector<std::string> examples;  ///< `baton start "add a limiter"   # what it does`
  /// Whether it makes the database where there is none; the others say then that there is none.
  std::function<bool()> makes_database;
  /// How long the command may take; 0: as long as it takes.
  std::chrono::milliseconds patience{0};
};

/// The commands and their options, in one tree from which parsing, help, completions and the
/// manual page are made.
///
///     auto& start = line.add("start", "Daily work", "Start the next session …", {"baton start"});
///     auto objective = std::make_shared<std::vector<std::string>>();
///     start.app->add_option("OBJECTIVE", *objective, "what it is for");
///     start.action = [objective](Desk& desk) { … };
class CommandLine {
 public:
  CommandLine();
  CommandLine(const CommandLine&) = delete;
  CommandLine& operator=(const CommandLine&) = delete;

  Command& add(const std::string& name, const std::string& group, const std::string& summary,
               std::vector<std::string> examples);
  /// An option that takes one of the words; completions offer them.
  void choices(CLI::Option* option, const std::vector<std::string>& words);
  /// An argument that is often one of the words; completions offer them.
  void suggestions(CLI::Option* option, const std::vector<std::string>& words);
  /// A check whose own words stay out of the help.
  static CLI::Validator quiet(CLI::Validator check) { return check.description(""); }
  /// An option that may be given several times, one value each.
  static void repeated(CLI::Option* option);

  /// What was asked for.
  struct Parsed {
    const Command* command = nullptr;  ///< null: help or version was printed instead
    std::string text;                  ///< what to print then
  };
  /// Errors have code "usage", and name what was probably meant. `words` is without the program.
  Result<Parsed> parse(std::vector<std::string> words);

  Options& options() { return *options_; }
  const CLI::App& app() const { return app_; }
  const std::vector<std::unique_ptr<Command>>& commands() const { return commands_; }
  const Command* find(const std::string& name) const;
  const std::vector<std::string>* words_of(const CLI::Option* option) const;

 private:
  Result<Parsed> chosen();
  std::vector<std::string> extras() const;
  std::unexpected<Error> unknown_word(const std::string& word) const;

  std::unique_ptr<Options> options_ = std::make_unique<Options>();
  CLI::App app_;
  std::vector<std::unique_ptr<Command>> commands_;
  std::map<const CLI::Option*, std::vector<std::string>> words_;
};

/// `baton help`, `baton COMMAND --help`, in at most 100 columns.
std::string help_text(const CommandLine& line);
std::string help_text(const CommandLine& line, const Command& command);

/// The completion script of a shell: bash, zsh or fish. It is made from the tree.
std::string completion_script(const CommandLine& line, const std::string& shell);

/// The manual page, in roff with the macros of man(7). It is made from the tree too.
std::string manual_text(const CommandLine& line);

/// The options of a command that people may use, in order; positional ones first.
std::vector<const CLI::Option*> options_of(const CLI::App& app);

}  // namespace baton::cli
