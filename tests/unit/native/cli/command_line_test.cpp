#include "native/cli/command_line.hpp"

#include <set>

#include "native/cli/commands/commands.hpp"
#include "native/cli/text_width.hpp"
#include "tests/catch.hpp"

namespace baton::cli {
namespace {

struct Line : CommandLine {
  Line() { add_commands(*this); }
};

std::string problem_of(std::vector<std::string> words) {
  Line line;
  const auto parsed = line.parse(std::move(words));
  return parsed ? "" : parsed.error().code + ": " + parsed.error().message;
}

std::string command_of(std::vector<std::string> words) {
  Line line;
  const auto parsed = line.parse(std::move(words));
  return parsed && parsed->command ? parsed->command->app->get_name() : "";
}

TEST_CASE("no command is status") {
  CHECK(command_of({}) == "status");
  CHECK(command_of({"--json"}) == "status");
  CHECK(command_of({"done"}) == "done");
}

TEST_CASE("the options of every command stand before or after it") {
  for (const auto& words : {std::vector<std::string>{"--json", "--db", "x.db", "sessions"},
                            std::vector<std::string>{"sessions", "--db", "x.db", "--json"}}) {
    Line line;
    REQUIRE(line.parse(words));
    CHECK(line.options().json);
    CHECK(line.options().database == "x.db");
  }
}

TEST_CASE("words that are commands elsewhere are words here") {
  CHECK(command_of({"start", "import", "start", "done"}) == "start");
  CHECK(command_of({"search", "import"}) == "search");
  CHECK(command_of({"start", "--", "--help"}) == "start");
}

struct Mistake {
  std::vector<std::string> words;
  const char* says;
};

TEST_CASE("a mistake is told with what was meant") {
  const auto& [words, says] = GENERATE(
      Mistake{{"strat"}, "no command strat. Did you mean start?"},
      Mistake{{"sesions"}, "Did you mean sessions?"},
      Mistake{{"xyzzy"}, "no command xyzzy. `baton help`"},
      Mistake{{"start", "--budgt", "3"}, "Did you mean --budget?"},
      Mistake{{"--jsno", "status"}, "Did you mean --json?"},
      Mistake{{"start", "--budget", "x"}, "baton start --help"},
      Mistake{{"start", "--budget", "5"}, "200"},
      Mistake{{"status", "extra"}, "takes no \"extra\""}, Mistake{{"completion", "tcsh"}, "tcsh"},
      Mistake{{"search"}, "QUERY"}, Mistake{{"done", "--drop", "0"}, "--drop"},
      Mistake{{"serve", "--port", "70000"}, "--port"});
  const std::string problem = problem_of(words);
  INFO(problem);
  CHECK(problem.starts_with("usage: "));
  CHECK(problem.find(says) != std::string::npos);
  CHECK(problem.find('\n') == std::string::npos);
}

TEST_CASE("an option that repeats takes one word each time") {
  CHECK(problem_of({"done", "--next", "a", "--next", "b c"}).empty());
  CHECK_FALSE(problem_of({"done", "--next", "a", "b"}).empty());
}

TEST_CASE("help is asked for in three ways and fits the screen") {
  Line line;
  for (const auto& command : line.commands()) {
    const std::string name = command->app->get_name();
    Line other;
    const auto parsed = other.parse({name, "--help"});
    REQUIRE(parsed);
    CHECK(parsed->text == help_text(line, *command));
    CHECK(parsed->text.find("Examples\n  ") != std::string::npos);
    CHECK(help_text(line).find("\n  " + name) != std::string::npos);
  }
  std::size_t longest = 0;
  for (const auto& text : {help_text(line), help_text(line, *line.find("done"))}) {
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t end = text.find('\n', at);
      longest = std::max(longest, columns_of(text.substr(at, end - at)));
      at = end + 1;
    }
  }
  CHECK(longest <= 100);
}

TEST_CASE("version") {
  Line line;
  const auto parsed = line.parse({"--version"});
  REQUIRE(parsed);
  CHECK(parsed->text.starts_with("baton "));
}

TEST_CASE("completions hold every command and every option") {
  Line line;
  const std::string shell = GENERATE("bash", "zsh", "fish");
  const std::string script = completion_script(line, shell);
  for (const auto& command : line.commands()) {
    INFO(shell << ' ' << command->app->get_name());
    CHECK(script.find(command->app->get_name()) != std::string::npos);
    for (const CLI::Option* option : options_of(*command->app)) {
      for (const std::string& name : option->get_lnames()) {
        CHECK(script.find(shell == "fish" ? "-l " + name : "--" + name) != std::string::npos);
      }
    }
  }
}

TEST_CASE("the manual page holds every command, its options and its examples") {
  Line line;
  const std::string manual = manual_text(line);
  const auto told = [&](std::string text) {
    for (std::size_t at = 0; (at = text.find('-', at)) != std::string::npos; at += 2)
      text.insert(at, "\\");
    return manual.find(text) != std::string::npos;
  };
  for (const auto& command : line.commands()) {
    INFO(command->app->get_name());
    CHECK(told("\n\\fBbaton " + command->app->get_name()));
    CHECK(told(command->app->get_description().substr(0, 8)));
    for (const CLI::Option* option : options_of(*command->app)) {
      for (const std::string& name : option->get_lnames()) CHECK(told("--" + name));
    }
  }
  CHECK(told("--version"));
}

TEST_CASE("no line of the manual page is a request by accident") {
  Line line;
  const std::string manual = manual_text(line);
  for (std::size_t at = 0; at < manual.size(); at = manual.find('\n', at) + 1) {
    const std::string text = manual.substr(at, manual.find('\n', at) - at);
    if (!text.starts_with('.') && !text.starts_with("'")) continue;
    const std::string request = text.substr(0, text.find(' '));
    INFO(text);
    CHECK(std::set<std::string>{".TH", ".SH", ".SS", ".TP", ".PP", ".RS", ".RE", ".EX", ".EE", ".B"}
              .contains(request));
  }
}

}  // namespace
}  // namespace baton::cli
