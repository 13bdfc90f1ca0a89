#include "native/cli/commands/commands.hpp"
#include "native/cli/exit_code.hpp"
#include "native/cli/rerun.hpp"
#include "native/cli/sessions.hpp"
#include "native/cli/starting.hpp"
#include "native/cli/text_width.hpp"

namespace baton::cli {
namespace {

/// Looks at what the newest handoff says; nothing to look at if there is none.
Result<Verification> check(Desk& desk, const Project& project, const VerifyWords& words) {
  TRY(const Answer newest, desk.api.get("/api/projects/" + project.uid + "/handoff"));
  if (text_in(newest.data(), "content").empty()) return Verification{};
  Verification verification = verify(desk, project, newest.data());
  TRY(const bool ran, rerun(desk, words, verification));
  static_cast<void>(ran);
  return verification;
}

Result<int> go_on(Desk& desk, const Project& project, const SessionRow& session,
                  const Verification& verification, const std::string& role) {
  TRY(const Answer answer,
      desk.api.patch("/api/sessions/" + session.uid, {{"status", "in_progress"}}));
  if (printed_as_json(desk, answer)) return 0;
  TRY(std::string prompt, newest_prompt(desk, project, 0));
  prompt = with_moved(std::move(prompt), verification);
  if (!desk.options.quiet) {
    desk.out.line(desk.out.styled(Style::bold, "Session " + std::to_string(session.number) +
                                                   " of " + one_line(project.name) + " goes on."));
    desk.out.line();
  }
  print_beginning(desk, role, prompt);
  if (!session.objectives.empty()) {
    desk.out.line();
    desk.out.line("This session: " + one_line(session.objectives));
  }
  return 0;
}

Result<int> resume(Desk& desk, const VerifyWords& words, const std::string& role_name) {
  TRY(const std::string role, role_text(desk, role_name));
  TRY(const Project project, current_project(desk));
  TRY(const Verification found, check(desk, project, words));
  if (!desk.options.json && !desk.options.quiet) {
    print_moved(desk, found);
    if (found.moved()) desk.out.line();
  }
  TRY(const auto session, open_session(desk, project));
  TRY(const int done, session
                          ? go_on(desk, project, *session, found, role)
                          : start_session(desk, project, {.role = role, .verification = found}));
  return found.broken() ? kCheckSaysNo : done;
}

}  // namespace

void add_resume(CommandLine& line) {
  Command& command = line.add(
      "resume", "Sessions",
      "check the handoff against repository and machine, print it, go on with the paused session "
      "or start "
      "the next; exit code 1 if what it names is gone",
      {"baton resume",
       "baton resume --run                  # runs its last test again, asking first",
       "baton resume --yes                  # the same, if you agreed to that command before"});
  const auto words = std::make_shared<VerifyWords>();
  const auto role = std::make_shared<std::string>();
  add_verify_options(*command.app, *words);
  add_role_option(*command.app, *role);
  command.makes_database = [] { return true; };
  command.action = [words, role](Desk& desk) { return resume(desk, *words, *role); };
}

}  // namespace baton::cli
