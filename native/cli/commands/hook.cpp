#include <poll.h>
#include <unistd.h>

#include <array>
#include <cerrno>

#include "core/hooks/brief.hpp"
#include "native/cli/assistants.hpp"
#include "native/cli/commands/commands.hpp"
#include "native/cli/hook/take_in.hpp"
#include "native/machine/git.hpp"
#include "native/machine/hook_log.hpp"

namespace baton::cli {
namespace {

using hooks::HookEvent;
using hooks::Moment;
using std::chrono::milliseconds;

constexpr milliseconds kPatience{130};  ///< after which nothing is begun or waited for
/// Milliseconds after which the process ends: where it waits for a server or holds up a prompt, and
/// where it works on a machine that has much else to do.
constexpr int kEndOfWaiting = 175;
constexpr int kEndOfWork = 900;
constexpr std::size_t kMostInput = 16U << 20;

Error over_time() {
  return {Fault::unavailable, "over_time", "The assistant did not end what it sends.", {}};
}

/// Standard input, until its end or the deadline.
Result<std::string> read_event(machine::TimeLimit deadline) {
  std::string text;
  std::array<char, 65536> piece;
  for (;;) {
    pollfd waiting{.fd = STDIN_FILENO, .events = POLLIN, .revents = 0};
    const int ready = poll(&waiting, 1, static_cast<int>(machine::left_until(deadline).count()));
    if (ready == 0) return std::unexpected(over_time());
    if (ready < 0 && errno == EINTR) continue;
    const ssize_t count = ready < 0 ? -1 : read(STDIN_FILENO, piece.data(), piece.size());
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return text;
    text.append(piece.data(), static_cast<std::size_t>(count));
    if (text.size() > kMostInput)
      return fail(Fault::too_large, "too_large", "The assistant sent more than 16 MB.");
  }
}

/// What is added to the conversation when a session begins.
Result<std::string> start_text(Desk& desk, const HookEvent& event) {
  TRY(const auto project, project_of_session(desk, event, Makes::no));
  if (!project) return "";
  // What cannot be taken in now is for the next hook: there is a handoff all the same.
  const auto rest = take_in_leftovers(desk, *project);
  static_cast<void>(rest);
  if (event.source == "startup" && !desk.environment.variable(kHandedOver).empty()) return "";
  const Json body = {{"source", event.session},
                     {"again", event.again()},
                     {"branch", machine::current_branch(event.cwd, desk.options.deadline)}};
  TRY(const Answer answer, desk.api.post("/api/projects/" + project->uid + "/brief", body));
  return text_in(answer.data(), "text");
}

/// What the memory knows of the prompt, where that is relevant.
Result<std::string> recalled_text(Desk& desk, const HookEvent& event) {
  if (event.prompt.empty()) return "";
  TRY(const auto project, project_of_session(desk, event, Makes::no));
  if (!project) return "";
  const Json body = {
      {"project_id", project->uid}, {"prompt", event.prompt}, {"source", event.session}};
  TRY(const Answer answer, desk.api.post("/api/recall", body));
  return text_in(answer.data(), "text");
}

Result<std::string> text_for(Desk& desk, const HookEvent& event) {
  if (event.moment == Moment::start) return start_text(desk, event);
  if (event.moment == Moment::prompt) return recalled_text(desk, event);
  if (event.moment == Moment::other) return "";
  const bool ends = event.moment == Moment::end;
  TRY(const bool whole,
      take_in(desk, event, {.settle = event.moment == Moment::compact, .ends = ends}));
  static_cast<void>(whole);
  return "";
}

Result<bool> answer_event(Desk& desk, const std::string& name) {
  TRY(const std::string text, read_event(desk.options.deadline));
  TRY(const HookEvent event, hooks::hook_event_of(text, name));
  TRY(const std::string context, text_for(desk, event));
  if (!context.empty()) desk.out.line(hooks::added_context(event, context));
  return true;
}

Result<int> hook(Desk& desk, const std::string& name) {
  const machine::HookLog log(machine::database_path(desk.environment, desk.options.database));
  const bool waits = !desk.options.remote.empty() || hooks::moment_of(name) == Moment::prompt;
  machine::end_process_after(waits ? kEndOfWaiting : kEndOfWork, log,
                             name + ": over_time: it took too long and was ended.");
  const auto done = answer_event(desk, name);
  if (!done) log.add(name + ": " + done.error().code + ": " + done.error().message);
  return 0;
}

}  // namespace

void add_hook(CommandLine& line) {
  Command& command = line.add(
      "hook", "Assistants",
      "what the hooks of assistants call: takes in what is new, hands over when a session begins",
      {"baton hook SessionStart       # prints the handoff for the model, as JSON",
       "baton hook Stop               # the same object on standard input as the assistant sends"});
  const auto name = std::make_shared<std::string>();
  CLI::App& app = *command.app;
  app.allow_extras(true);
  line.suggestions(app.add_option("EVENT", *name, "what happened, in the assistant's own word"),
                   {"SessionStart", "UserPromptSubmit", "Stop", "PreCompact", "SessionEnd"});
  command.makes_database = [] { return true; };
  command.patience = kPatience;
  command.action = [name](Desk& desk) { return hook(desk, *name); };
}

}  // namespace baton::cli
