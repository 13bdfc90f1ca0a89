#include "native/cli/sessions.hpp"

#include "native/cli/commands/commands.hpp"
#include "native/cli/table.hpp"

namespace baton::cli {
namespace {

std::string duration_of(const Json& session) {
  if (text_in(session, "completed_at").empty()) return "";
  const std::int64_t minutes = number_in(session, "duration_minutes");
  if (minutes < 60) return std::to_string(minutes) + " min";
  const std::string rest = std::to_string(minutes % 60);
  return std::to_string(minutes / 60) + ':' + (rest.size() < 2 ? "0" : "") + rest + " h";
}

Style style_of(const std::string& status) {
  if (status == "in_progress") return Style::accent;
  if (status == "failed") return Style::bad;
  return status == "paused" ? Style::warning : Style::plain;
}

std::string title_of(const Json& session) {
  const std::string& title = text_in(session, "title");
  return title.empty() ? text_in(session, "objectives") : title;
}

Result<int> sessions(Desk& desk, std::int64_t most) {
  TRY(const Project project, current_project(desk));
  TRY(const Answer answer, desk.api.get("/api/projects/" + project.uid + "/sessions"));
  if (printed_as_json(desk, answer)) return 0;
  const auto count = static_cast<std::int64_t>(answer.data().is_array() ? answer.data().size() : 0);
  if (count == 0) {
    desk.out.line(project.name + " has no sessions yet: `baton start` begins one.");
    return 0;
  }
  Table table({{"#", Align::right},
               {"STARTED"},
               {"TIME", Align::right},
               {"STATUS"},
               {"TURNS", Align::right},
               {"HANDOFF"},
               {"ABOUT"}});
  std::int64_t index = 0;
  for (const Json& session : answer.data()) {
    if (most > 0 && index++ < count - most) continue;
    const std::string& status = text_in(session, "status");
    table.add({std::to_string(number_in(session, "session_number")),
               local_time(text_in(session, "started_at")), duration_of(session),
               Cell(status, style_of(status)),
               std::to_string(number_in(session, "conversation_count")),
               number_in(session, "handoff_count") ? "yes" : "", title_of(session)});
  }
  table.print(desk.out);
  return 0;
}

}  // namespace

void add_sessions(CommandLine& line) {
  Command& command = line.add("sessions", "Reading", "the project's sessions, oldest first",
                              {"baton sessions", "baton sessions --last 10 --project demo"});
  const auto most = std::make_shared<std::int64_t>(0);
  command.app->add_option("--last", *most, "only the newest of them")
      ->type_name("N")
      ->check(CommandLine::quiet(CLI::Range(1, 1'000'000)));
  command.action = [most](Desk& desk) { return sessions(desk, *most); };
}

}  // namespace baton::cli
