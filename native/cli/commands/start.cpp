#include "native/cli/closing.hpp"
#include "native/cli/commands/commands.hpp"
#include "native/cli/merging.hpp"
#include "native/cli/starting.hpp"
#include "native/cli/syncing.hpp"
#include "native/cli/text_width.hpp"

namespace baton::cli {
namespace {

struct StartWords {
  std::vector<std::string> objective;
  std::string account;
  std::string type;
  std::int64_t budget = 0;
  std::string role;
};

/// Closes what was left open, from its transcript. Somebody else may have closed it by now.
Result<bool> close_abandoned(Desk& desk, const Project& project) {
  TRY(const auto session, open_session(desk, project));
  if (!session) return false;
  const auto closed = close_session(desk, project, *session, {});
  if (!closed && closed.error().fault == Fault::conflict) return false;
  if (!closed) return std::unexpected(closed.error());
  remark(desk, "Session " + std::to_string(session->number) + " had been left " +
                   (session->status == "paused" ? "paused" : "open") +
                   " and is completed now; its handoff has " +
                   counted(session->turns + closed->captured.turns, "turn") + " to draw on.");
  return true;
}

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : " ") + word;
  return text;
}

Result<int> start(Desk& desk, const StartWords& words) {
  TRY(const std::string role, role_text(desk, words.role));
  TRY(Project project, current_or_new_project(desk));
  sync_automatically(desk);
  if (desk.options.project.empty() && merge_duplicates(desk)) {
    TRY(project, current_project(desk));
  }
  TRY(const bool closed, close_abandoned(desk, project));
  static_cast<void>(closed);
  return start_session(desk, project,
                       {.objectives = joined(words.objective),
                        .account = words.account,
                        .type = words.type,
                        .budget = words.budget,
                        .role = role});
}

}  // namespace

void add_start(CommandLine& line) {
  Command& command = line.add(
      "start", "Sessions", "begin the next session; prints the handoff it starts from",
      {"baton start", "baton start \"limit the rate of uploads\"",
       "baton start --budget 1000 | pbcopy      # a shorter handoff, to paste into a chat",
       "claude \"$(baton start -q)\"",
       "baton start --role debugging             # with a role's text before the handoff"});
  const auto words = std::make_shared<StartWords>();
  CLI::App& app = *command.app;
  app.add_option("OBJECTIVE", words->objective, "what the session is for");
  app.add_option("--account", words->account, "the account that is used")->type_name("NAME");
  line.choices(
      app.add_option("--type", words->type, "what kind of session it is")->type_name("TYPE"),
      {"development", "research", "debugging", "deployment"});
  app.add_option("--budget", words->budget, "how long the handoff may be")
      ->type_name("TOKENS")
      ->check(CommandLine::quiet(CLI::Range(200, 100'000)));
  add_role_option(app, words->role);
  command.makes_database = [] { return true; };
  command.action = [words](Desk& desk) { return start(desk, *words); };
}

}  // namespace baton::cli
