#include <optional>

#include "native/cli/commands/commands.hpp"
#include "native/cli/intake.hpp"
#include "native/cli/text_width.hpp"
#include "native/database.hpp"

namespace baton::cli {
namespace {

/// What assistants wrote for the project that the store does not have yet.
std::int64_t waiting(Desk& desk, const Project& project, const std::string& known_until) {
  const auto transcripts = written_since(desk, project, known_until);
  return transcripts ? static_cast<std::int64_t>(transcripts->size()) : 0;
}

void print_counts(Desk& desk, const Json& overview) {
  const Json& project = object_in(overview, "project");
  const Json& counts = object_in(overview, "counts");
  desk.out.line(desk.out.styled(Style::bold, one_line(text_in(project, "name"))) + "  " +
                text_in(project, "status") + ", " +
                counted(number_in(counts, "sessions"), "session") + ", " +
                counted(number_in(counts, "handoffs"), "handoff") + ", " +
                counted(number_in(counts, "turns"), "turn"));
}

void print_open(Desk& desk, const Project& project, const SessionRow& session) {
  const bool paused = session.status == "paused";
  std::string line = "Session " + std::to_string(session.number) + " is " +
                     (paused ? "paused" : "open") + ", since " + local_time(session.started_at) +
                     " (" + time_since(session.started_at) + ")";
  if (!session.objectives.empty()) line += ": " + one_line(session.objectives);
  desk.out.line(line);
  desk.out.line("  captured: " + counted(session.turns, "turn"));
  const std::int64_t count = waiting(desk, project, session.updated_at);
  if (count) desk.out.line("  waiting: " + counted(count, "transcript") + " with newer work");
  desk.out.line(paused ? "`baton resume` goes on with it." : "`baton done` completes it.");
}

void print_closed(Desk& desk, const Project& project, const Json& overview) {
  const Json& handoff = object_in(overview, "last_handoff");
  if (handoff.is_null()) {
    desk.out.line("No handoff yet.");
  } else {
    desk.out.line("Last handoff: session " + std::to_string(number_in(handoff, "session_number")) +
                  ", " + local_time(text_in(handoff, "created_at")) + " (" +
                  time_since(text_in(handoff, "created_at")) + " ago)");
  }
  const std::int64_t count = waiting(desk, project, text_in(handoff, "created_at"));
  if (count) {
    desk.out.line("Waiting: " + counted(count, "transcript") +
                  " not taken in yet: `baton import` does it.");
  }
  desk.out.line("`baton start` begins the next session.");
}

/// A database that was named has to be there, even where nothing is asked of it.
std::optional<Error> missing_named_database(const Desk& desk) {
  if (desk.options.database.empty() || !desk.options.remote.empty()) return std::nullopt;
  return native::missing_database(desk.options.database);
}

bool nothing_yet(const Error& error) {
  return error.code == "no_project" || error.code == "no_database";
}

Result<int> nothing_here(Desk& desk, const Error& error) {
  if (desk.options.json) {
    printed_as_json(desk, answer_of({{"project", nullptr}}));
    return 0;
  }
  desk.out.line(one_line(error.message));
  return 0;
}

Result<int> status(Desk& desk) {
  if (auto missing = missing_named_database(desk)) return std::unexpected(*std::move(missing));
  const auto project = current_project(desk);
  if (!project && nothing_yet(project.error())) return nothing_here(desk, project.error());
  if (!project) return std::unexpected(project.error());
  TRY(const Answer answer, desk.api.get("/api/projects/" + project->uid + "/overview"));
  if (printed_as_json(desk, answer)) return 0;
  TRY(const auto session, open_session(desk, *project));
  print_counts(desk, answer.data());
  if (session) {
    print_open(desk, *project, *session);
  } else {
    print_closed(desk, *project, answer.data());
  }
  return 0;
}

}  // namespace

void add_status(CommandLine& line) {
  Command& command =
      line.add("status", "Sessions", "project, open session, what was captured, what waits",
               {"baton", "baton status --json"});
  command.action = status;
}

}  // namespace baton::cli
