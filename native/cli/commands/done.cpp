#include "native/cli/closing.hpp"
#include "native/cli/commands/commands.hpp"
#include "native/cli/emergency.hpp"
#include "native/cli/publishing.hpp"
#include "native/cli/syncing.hpp"
#include "native/cli/text_width.hpp"

namespace baton::cli {
namespace {

/// The session is completed whatever becomes of the files: a fault there is a remark.
void publish_files(Desk& desk, const Project& project, const Closed& closed) {
  const auto written = publish(desk, project, text_in(closed.answer.data(), "handoff_content"));
  if (!written) return remark(desk, written.error().message);
  if (desk.options.json) return;
  print_list(desk.out, "Written, to be committed", *written, written->size());
}

/// The open session; without one, that of the assistant whose hooks keep it.
Result<SessionRow> session_to_complete(Desk& desk, const Project& project,
                                       const std::string& source) {
  TRY(const auto open, open_session(desk, project));
  if (open) return *open;
  TRY(const auto hooked, hooked_session(desk, project, source));
  return hooked ? *hooked : needed_open_session(desk, project);
}

Result<int> done(Desk& desk, const ClosingWords& words) {
  TRY(const Project project, current_project(desk));
  TRY(const SessionRow session, session_to_complete(desk, project, words.source));
  TRY(const Closed closed, close_session(desk, project, session, words));
  if (printed_as_json(desk, closed.answer)) {
    publish_files(desk, project, closed);
    sync_automatically(desk);
    return 0;
  }
  desk.out.line(desk.out.styled(Style::bold, "Session " + std::to_string(session.number) + " of " +
                                                 one_line(project.name) +
                                                 " is completed, its handoff written."));
  if (!closed.captured.answers.empty()) {
    desk.out.line("Taken in: " + summary_of(closed.captured) + '.');
  } else if (session.turns == 0) {
    remark(desk,
           "Nothing was captured: no assistant wrote here since it began, and nothing was "
           "saved.");
  }
  print_receipt(desk, closed);
  if (words.away_days)
    desk.out.line(
        "The project is paused; the handoff says why, what is not safe, and what may rot in " +
        counted(words.away_days, "day") + ".");
  publish_files(desk, project, closed);
  sync_automatically(desk);
  return 0;
}

}  // namespace

void add_done(CommandLine& line) {
  Command& command = line.add(
      "done", "Sessions",
      "complete the session: take in what the assistants wrote, write the handoff, print a receipt",
      {"baton done", "baton done --accomplished \"limiter works\" --next \"document the limits\"",
       "baton done --drop 2 --drop 3        # two of the last handoff's next steps are settled",
       "baton done --away 7                 # back in a week; pauses the project",
       "baton done --model local           # a model makes the handoff better, if it can",
       "baton done --emergency              # leave now; the next start finishes it"});
  const auto words = std::make_shared<ClosingWords>();
  CLI::App& app = *command.app;
  const auto text = [&](const char* name, std::vector<std::string>& values, const char* what) {
    CommandLine::repeated(app.add_option(name, values, what)->type_name("TEXT"));
  };
  text("--accomplished", words->accomplished, "something that was done; may be repeated");
  text("--blocker", words->blockers, "something that is in the way; may be repeated");
  text("--next", words->next, "a next step; may be repeated");
  CommandLine::repeated(app.add_option("--drop", words->drop,
                                       "number of a next step of the last handoff that is settled")
                            ->type_name("N")
                            ->check(CommandLine::quiet(CLI::Range(1, 100'000))));
  app.add_option("--credits", words->credits, "credits that were used")
      ->type_name("N")
      ->check(CommandLine::quiet(CLI::Range(0, 1'000'000'000)));
  app.add_option(
         "--away", words->away_days,
         "you will be away for so long: adds why, what is not safe, what may rot meanwhile, "
         "and pauses the project")
      ->type_name("DAYS")
      ->check(CommandLine::quiet(CLI::Range(1, 3650)));
  app.add_option("--model", words->model,
                 "a model of `baton model list` that may make the handoff better")
      ->type_name("NAME");
  app.add_option(
         "--source", words->source,
         "the assistant's session id, where its hooks keep the session and several work here")
      ->type_name("ID");
  const auto emergency = std::make_shared<bool>(false);
  app.add_flag("--emergency", *emergency,
               "write what is known at once and pause; the next done or start finishes it");
  command.action = [words, emergency](Desk& desk) {
    return *emergency ? stop_at_once(desk, *words) : done(desk, *words);
  };
}

}  // namespace baton::cli
