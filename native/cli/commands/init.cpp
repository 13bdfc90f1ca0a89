#include "core/projects/identity.hpp"
#include "native/cli/commands/commands.hpp"
#include "native/cli/projects.hpp"
#include "native/cli/text_width.hpp"
#include "native/machine/project_file.hpp"

namespace baton::cli {
namespace {

/// The project that the file will name: the one that this place has already, or a new one.
Result<Project> project_for(Desk& desk, const machine::Belonging& place, const std::string& name) {
  TRY(const auto known, find_project(desk, place));
  if (!known) {
    // A repository's uid is the same in every clone; a folder's path is not, so it gets a new one.
    return make_project(desk, place.repository ? place.uids.front() : "",
                        name.empty() ? place.name : name);
  }
  if (name.empty() || name == known->name) return *known;
  TRY(const Answer renamed, desk.api.patch("/api/projects/" + known->uid, {{"name", name}}));
  return Project{known->id, known->uid, text_in(renamed.data(), "name")};
}

Result<int> init(Desk& desk, const std::string& name) {
  TRY(const auto place, desk.belongings.of(desk.environment.directory));
  const std::string path = desk.environment.absolute(".baton");
  TRY(const auto there, machine::find_project_file(desk.environment.directory));
  if (there && there->path == path) {
    return fail(Fault::conflict, "project_file_exists",
                path + " exists already, for the project " +
                    (there->name.empty() ? there->uid : there->name) +
                    "; delete it first if another is meant.");
  }
  // Below another project's folder, a project of its own is meant.
  const std::string fallback = name_of_path(desk.environment.directory);
  TRY(const Project project, place.declared ? make_project(desk, "", name.empty() ? fallback : name)
                                            : project_for(desk, place, name));
  TRY(const bool written,
      machine::write_project_file({.path = path, .uid = project.uid, .name = project.name}));
  static_cast<void>(written);
  TRY(const Answer answer, desk.api.get("/api/projects/" + project.uid));
  if (printed_as_json(desk, answer)) return 0;
  desk.out.line("Project " + one_line(project.name) + " is ready. " + path +
                " names it and may be committed.");
  desk.out.line("`baton start` begins a session; `baton import FILE` takes in a transcript.");
  return 0;
}

}  // namespace

void add_init(CommandLine& line) {
  Command& command =
      line.add("init", "Projects", "make the project of this directory and its .baton file",
               {"baton init", "baton init demo"});
  const auto name = std::make_shared<std::string>();
  command.app->add_option("NAME", *name, "what to call it; else the directory's or remote's name");
  command.action = [name](Desk& desk) { return init(desk, *name); };
}

}  // namespace baton::cli
