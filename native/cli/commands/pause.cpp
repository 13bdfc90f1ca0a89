#include "native/cli/commands/commands.hpp"
#include "native/cli/intake.hpp"
#include "native/cli/text_width.hpp"

namespace baton::cli {
namespace {

Result<int> pause(Desk& desk) {
  TRY(const Project project, current_project(desk));
  TRY(const SessionRow session, needed_open_session(desk, project));
  TRY(const IntakeTotals captured, capture(desk, project, session));
  TRY(const Answer answer, desk.api.patch("/api/sessions/" + session.uid, {{"status", "paused"}}));
  if (printed_as_json(desk, answer)) return 0;
  desk.out.line("Session " + std::to_string(session.number) + " of " + one_line(project.name) +
                " is paused, with " + counted(session.turns + captured.turns, "turn") +
                " captured. `baton resume` goes on with it.");
  return 0;
}

}  // namespace

void add_pause(CommandLine& line) {
  Command& command = line.add("pause", "Sessions",
                              "pause the open session; what was written is kept", {"baton pause"});
  command.action = pause;
}

}  // namespace baton::cli
