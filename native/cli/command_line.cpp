#include "native/cli/command_line.hpp"

#include <algorithm>

#include "core/app.hpp"
#include "native/cli/nearest.hpp"

namespace baton::cli {
namespace {

std::unexpected<Error> usage(std::string message) {
  return fail(Fault::invalid, "usage", std::move(message));
}

/// CLI11's sentence on one line, with where to read more.
std::unexpected<Error> usage(const CLI::ParseError& problem, const Command* command) {
  std::string message = problem.what();
  std::ranges::replace(message, '\n', ' ');
  while (message.ends_with('.') || message.ends_with(' ')) message.pop_back();
  const std::string help = command ? "baton " + command->app->get_name() + " --help" : "baton help";
  return usage(message + ": see `" + help + "`.");
}

std::vector<std::string> names_of(const std::vector<std::unique_ptr<Command>>& commands) {
  std::vector<std::string> names;
  for (const auto& command : commands) names.push_back(command->app->get_name());
  return names;
}

std::vector<std::string> flags_of(const CLI::App& app) {
  std::vector<std::string> flags;
  for (const CLI::Option* option : options_of(app)) {
    for (const std::string& name : option->get_lnames()) flags.push_back("--" + name);
  }
  return flags;
}

void add_global_options(CLI::App& app, Options& options) {
  app.add_option("--db", options.database,
                 "the database; else $BATON_DB, else baton.db among your data")
      ->type_name("FILE");
  app.add_option("--project", options.project,
                 "the project; else $BATON_PROJECT, else the one of this directory")
      ->type_name("NAME");
  app.add_flag("--json", options.json, "print what the API answers");
  app.add_option("--remote", options.remote, "ask a server; its token comes from $BATON_TOKEN")
      ->type_name("URL");
  app.add_flag("-q,--quiet", options.quiet, "no remarks, no progress");
  app.add_flag("--verbose", options.verbose, "show what is sent to a model, its key masked");
}

}  // namespace

CommandLine::CommandLine() : app_("Every session starts where the last one stopped.", "baton") {
  app_.require_subcommand(0, 1);
  app_.allow_extras(true);
  app_.fallthrough(true);
  app_.set_help_flag("-h,--help", "what a command does");
  app_.set_version_flag("--version", "baton " + std::string(kVersion), "which version this is");
  add_global_options(app_, *options_);
}

Command& CommandLine::add(const std::string& name, const std::string& group,
                          const std::string& summary, std::vector<std::string> examples) {
  CLI::App* app = app_.add_subcommand(name, summary);
  app->allow_extras(false);
  commands_.push_back(std::make_unique<Command>(
      Command{app, {}, group, std::move(examples), [] { return false; }}));
  return *commands_.back();
}

void CommandLine::choices(CLI::Option* option, const std::vector<std::string>& words) {
  option->check(quiet(CLI::IsMember(words)));
  suggestions(option, words);
}

void CommandLine::suggestions(CLI::Option* option, const std::vector<std::string>& words) {
  words_[option] = words;
}

void CommandLine::repeated(CLI::Option* option) { option->allow_extra_args(false); }

const Command* CommandLine::find(const std::string& name) const {
  for (const auto& command : commands_) {
    if (command->app->get_name() == name) return command.get();
  }
  return nullptr;
}

const std::vector<std::string>* CommandLine::words_of(const CLI::Option* option) const {
  const auto found = words_.find(option);
  return found == words_.end() ? nullptr : &found->second;
}

std::unexpected<Error> CommandLine::unknown_word(const std::string& word) const {
  const auto used = app_.get_subcommands();
  const Command* command = used.empty() ? nullptr : find(used.front()->get_name());
  if (word.starts_with('-')) {
    auto flags = flags_of(app_);
    if (command) std::ranges::copy(flags_of(*command->app), std::back_inserter(flags));
    return usage("There is no option " + word + '.' + suggestion(word, flags) + " See `baton " +
                 (command ? command->app->get_name() + " --help`." : "help`."));
  }
  if (!command) {
    return usage("There is no command " + word + '.' + suggestion(word, names_of(commands_)) +
                 " `baton help` lists them.");
  }
  return usage("baton " + command->app->get_name() + " takes no \"" + word + "\": see `baton " +
               command->app->get_name() + " --help`.");
}

/// Words that nothing took. CLI11 counts the `--` before positional words among them.
std::vector<std::string> CommandLine::extras() const {
  auto words = app_.remaining(true);
  std::erase(words, "--");
  return words;
}

Result<CommandLine::Parsed> CommandLine::chosen() {
  if (const auto words = extras(); !words.empty()) return unknown_word(words.front());
  const auto used = app_.get_subcommands();
  const Command* command = find(used.empty() ? "status" : used.front()->get_name());
  return Parsed{.command = command, .text = {}};
}

Result<CommandLine::Parsed> CommandLine::parse(std::vector<std::string> words) {
  std::ranges::reverse(words);
  const auto used = [this] {
    const auto apps = app_.get_subcommands();
    return apps.empty() ? nullptr : find(apps.front()->get_name());
  };
  try {
    app_.parse(std::move(words));
  } catch (const CLI::CallForHelp&) {
    const Command* command = used();
    return Parsed{.command = nullptr,
                  .text = command ? help_text(*this, *command) : help_text(*this)};
  } catch (const CLI::CallForVersion&) {
    return Parsed{.command = nullptr, .text = "baton " + std::string(kVersion) + "\n"};
  } catch (const CLI::ParseError& problem) {
    if (const auto left = extras(); !left.empty()) return unknown_word(left.front());
    return usage(problem, used());
  }
  return chosen();
}

std::vector<const CLI::Option*> options_of(const CLI::App& app) {
  const auto options = app.get_options([](const CLI::Option* option) {
    return !option->get_group().empty() && !option->check_lname("help") &&
           !option->check_lname("version");
  });
  std::vector<const CLI::Option*> sorted;
  for (const bool positional : {true, false}) {
    std::ranges::copy_if(options, std::back_inserter(sorted), [=](const CLI::Option* option) {
      return option->get_positional() == positional;
    });
  }
  return sorted;
}

}  // namespace baton::cli
