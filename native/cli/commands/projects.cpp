#include <cmath>

#include "native/cli/commands/commands.hpp"
#include "native/cli/merging.hpp"
#include "native/cli/table.hpp"

namespace baton::cli {
namespace {

std::string whole_percent(double share) { return std::to_string(std::lround(share * 100)) + " %"; }

Result<int> projects(Desk& desk) {
  TRY(const Answer answer, desk.api.get("/api/projects"));
  if (printed_as_json(desk, answer)) return 0;
  if (!answer.data().is_array() || answer.data().empty()) {
    desk.out.line("No projects yet: `baton import` or `baton init` makes one.");
    tell_of_deleted(desk);
    return 0;
  }
  Table table({{"SESSIONS", Align::right},
               {"OPEN", Align::right},
               {"GROWTH", Align::right},
               {"STATUS"},
               {"CHANGED"},
               {"UID"},
               {"NAME"}});
  for (const Json& project : answer.data()) {
    table.add({std::to_string(number_in(project, "total_sessions")),
               std::to_string(number_in(project, "active_sessions")),
               whole_percent(real_in(project, "growth_efficiency")), text_in(project, "status"),
               local_time(text_in(project, "updated_at")),
               Cell(text_in(project, "uid").substr(0, 13), Style::dim),
               Cell(text_in(project, "name"), Style::bold)});
  }
  table.print(desk.out);
  tell_of_deleted(desk);
  return 0;
}

}  // namespace

void add_projects(CommandLine& line) {
  Command& command = line.add("projects", "Projects", "list the projects, last changed first",
                              {"baton projects", "baton projects --json"});
  command.action = projects;
}

}  // namespace baton::cli
