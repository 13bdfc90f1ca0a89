#include "native/cli/commands/commands.hpp"
#include "native/cli/merging.hpp"
#include "native/cli/text_width.hpp"

namespace baton::cli {
namespace {

struct ProjectWords {
  std::string action, name, into;
};

Result<int> merge(Desk& desk, const ProjectWords& words) {
  if (words.into.empty())
    return fail(Fault::invalid, "usage", "Into which? `baton project merge NAME --into OTHER`");
  TRY(const Project part, project_named(desk, words.name));
  TRY(const Project whole, project_named(desk, words.into));
  TRY(const Json merged, merge_projects(desk, part, whole));
  if (printed_as_json(desk, answer_of(merged))) return 0;
  desk.out.line(one_line(part.name) + " is a part of " + one_line(whole.name) + " now, with " +
                amount_text(number_in(merged, "sessions"), number_in(merged, "knowledge")) +
                ". `baton project restore " + short_uid(part.uid) + "` takes it out again.");
  return 0;
}

Result<int> restore(Desk& desk, const ProjectWords& words) {
  TRY(const Project project, deleted_project_named(desk, words.name));
  TRY(const Answer answer,
      desk.api.post("/api/projects/" + project.uid + "/restore", Json::object()));
  if (printed_as_json(desk, answer)) return 0;
  TRY(const Answer overview, desk.api.get("/api/projects/" + project.uid + "/overview"));
  const Json& counts = object_in(overview.data(), "counts");
  desk.out.line("Project " + one_line(project.name) + " is back, with " +
                amount_text(number_in(counts, "sessions"), number_in(counts, "knowledge")) + '.');
  return 0;
}

}  // namespace

void add_project(CommandLine& line) {
  Command& command =
      line.add("project", "Projects", "make one of two projects, or bring a deleted one back",
               {"baton project merge parcel-old --into parcel",
                "baton project restore parcel    # deleted, or merged into another"});
  const auto words = std::make_shared<ProjectWords>();
  CLI::App& app = *command.app;
  line.choices(app.add_option("ACTION", words->action, "")->required(), {"merge", "restore"});
  app.add_option("NAME", words->name, "which project: its name, or its uid's beginning")
      ->required();
  app.add_option("--into", words->into, "the project that it becomes a part of")->type_name("NAME");
  command.action = [words](Desk& desk) {
    return words->action == "merge" ? merge(desk, *words) : restore(desk, *words);
  };
}

}  // namespace baton::cli
