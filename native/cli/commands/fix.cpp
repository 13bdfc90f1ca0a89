#include <sys/utsname.h>
#include <unistd.h>

#include "native/cli/commands/commands.hpp"
#include "native/cli/input.hpp"
#include "native/cli/model_progress.hpp"
#include "native/cli/projects.hpp"

namespace baton::cli {
namespace {

struct FixWords {
  std::string error, stack, environment, model;
  std::vector<std::string> code;
  bool here = false;
};

/// The machine, in a line.
std::string machine_line() {
  utsname names{};
  if (uname(&names) != 0) return {};
  return std::string(names.sysname) + ' ' + names.release + ' ' + names.machine;
}

Result<std::string> code_of(Desk& desk, const std::vector<std::string>& files) {
  std::string code;
  for (const std::string& file : files) {
    TRY(const Input input, read_input(desk.environment, file));
    code += (code.empty() ? "" : "\n") + ("// " + file + '\n') + input.text;
  }
  return code;
}

Result<Json> question_of(Desk& desk, const FixWords& words) {
  Json body = {{"error", words.error}};
  if (words.error.empty() && words.stack != "-" && (words.stack.empty() || !isatty(STDIN_FILENO))) {
    TRY(const Input input, read_input(desk.environment, "-"));
    body["error"] = input.text;
  }
  if (!words.stack.empty()) {
    TRY(const Input input, read_input(desk.environment, words.stack));
    body["stack"] = input.text;
  }
  TRY(body["code"], code_of(desk, words.code));
  const std::string machine = desk.options.remote.empty() ? machine_line() : "";
  body["environment"] =
      words.environment + (words.environment.empty() || machine.empty() ? "" : "\n") + machine;
  if (words.here) {
    TRY(const Project project, current_project(desk));
    body["projectId"] = project.uid;
  }
  if (!words.model.empty()) body["model"] = words.model;
  if (!words.model.empty()) body["useAI"] = true;
  return body;
}

Result<int> fix(Desk& desk, const FixWords& words) {
  TRY(const Json question, question_of(desk, words));
  TRY(const Answer answer, post_with_progress(desk, "/api/ai/troubleshoot", question));
  if (printed_as_json(desk, answer)) return 0;
  const std::string& said = text_in(answer.data(), "answer");
  print_document(desk.out, said.empty() ? text_in(answer.data(), "prompt") : said);
  for (const Json& one : list_in(answer.data(), "known"))
    if (!said.empty()) remark(desk, text_in(one, "where") + ": " + text_in(one, "text"));
  if (const std::string& notice = text_in(answer.data(), "notice"); !notice.empty())
    remark(desk, notice);
  return 0;
}

}  // namespace

void add_fix(CommandLine& line) {
  Command& command = line.add(
      "fix", "Tools",
      "an error, its stack and code become a prompt to fix it, with what earlier sessions knew",
      {"make 2>&1 | baton fix --code src/cache.cpp",
       "baton fix --error \"ECONNREFUSED 127.0.0.1:5432\" --here",
       "baton fix --stack trace.txt --model local            # and a model's answer"});
  const auto words = std::make_shared<FixWords>();
  CLI::App& app = *command.app;
  app.add_option("--error", words->error, "what went wrong; standard input if absent")
      ->type_name("TEXT");
  app.add_option("--stack", words->stack, "a file with the stack trace")->type_name("FILE");
  CommandLine::repeated(
      app.add_option("--code", words->code, "a file of the code")->type_name("FILE"));
  app.add_option("--environment", words->environment, "where it runs; the system is added")
      ->type_name("TEXT");
  app.add_flag("--here", words->here, "ask this directory's project only");
  app.add_option("--model", words->model, "a model of `baton model list` that is asked too")
      ->type_name("NAME");
  command.action = [words](Desk& desk) { return fix(desk, *words); };
}

}  // namespace baton::cli
