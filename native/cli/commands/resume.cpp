#include "native/cli/commands/commands.hpp"
#include "native/cli/exit_code.hpp"
#include "native/cli/preflight.hpp"
#include "native/cli/sessions.hpp"
#include "native/cli/starting.hpp"
#include "native/cli/text_width.hpp"

namespace baton::cli {
namespace {

constexpr std::size_t kMostFindings = 20;

/// The newest handoff's data; null if there is none.
Result<Json> newest_handoff(Desk& desk, const Project& project) {
  TRY(const Answer newest, desk.api.get("/api/projects/" + project.uid + "/handoff"));
  const std::string& uid = text_in(newest.data(), "uid");
  if (uid.empty()) return Json();
  TRY(const Answer answer, desk.api.get("/api/handoffs/" + uid + "?format=json"));
  return object_in(answer.data(), "handoff");
}

/// Outside of the project's folder there is nothing to compare with.
Result<Preflight> check(Desk& desk, const Project& project) {
  TRY(const Json handoff, newest_handoff(desk, project));
  if (handoff.is_null() || !works_here(desk, project)) return Preflight{};
  TRY(const auto place, desk.belongings.of(desk.environment.directory));
  const auto repository = machine::repository_of(desk.environment.directory);
  if (!repository) {
    return check_handoff(handoff, place.folder, desk.environment.directory, nullptr);
  }
  const auto state = machine::repository_state(repository->top);
  return check_handoff(handoff, repository->top, desk.environment.directory,
                       state ? &*state : nullptr);
}

void print_findings(Desk& desk, const Preflight& found) {
  print_list(desk.out, desk.out.styled(Style::bad, "No longer holds"), found.broken, kMostFindings);
  print_list(desk.out, desk.out.styled(Style::warning, "Different since the handoff"),
             found.changed, kMostFindings);
  if (!found.broken.empty() || !found.changed.empty()) desk.out.line();
}

Result<int> go_on(Desk& desk, const Project& project, const SessionRow& session) {
  TRY(const Answer answer,
      desk.api.patch("/api/sessions/" + session.uid, {{"status", "in_progress"}}));
  if (printed_as_json(desk, answer)) return 0;
  TRY(const std::string prompt, newest_prompt(desk, project, 0));
  if (!desk.options.quiet) {
    desk.out.line(desk.out.styled(Style::bold, "Session " + std::to_string(session.number) +
                                                   " of " + one_line(project.name) + " goes on."));
    desk.out.line();
  }
  if (!prompt.empty()) print_document(desk.out, prompt);
  if (!session.objectives.empty()) {
    desk.out.line();
    desk.out.line("This session: " + one_line(session.objectives));
  }
  return 0;
}

Result<int> resume(Desk& desk) {
  TRY(const Project project, current_project(desk));
  TRY(const Preflight found, check(desk, project));
  if (!desk.options.json) print_findings(desk, found);
  TRY(const auto session, open_session(desk, project));
  TRY(const int done, session ? go_on(desk, project, *session) : start_session(desk, project, {}));
  return found.broken.empty() ? done : kCheckSaysNo;
}

}  // namespace

void add_resume(CommandLine& line) {
  Command& command = line.add(
      "resume", "Sessions",
      "check the handoff against the repository, print it, go on with the paused session or start "
      "the next; exit code 1 if what it names is gone",
      {"baton resume"});
  command.action = resume;
}

}  // namespace baton::cli
