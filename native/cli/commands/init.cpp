#include "core/projects/identity.hpp"
#include "native/cli/commands/commands.hpp"
#include "native/cli/publishing.hpp"
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
  remark(desk, "This is the project " + one_line(known->name) +
                   ", known from another clone or an import; it is " + "now called " +
                   one_line(name) + ".");
  TRY(const Answer renamed, desk.api.patch("/api/projects/" + known->uid, {{"name", name}}));
  return Project{known->id, known->uid, text_in(renamed.data(), "name")};
}

Result<int> begin_files(Desk& desk, const Project& project, const PublishedFiles& files) {
  TRY(const auto written, begin_publishing(desk, project, files));
  if (printed_as_json(desk, answer_of({{"files", written}}))) return 0;
  if (written.empty()) desk.out.line("The files are kept up to date already.");
  for (const std::string& path : written)
    desk.out.line(path + " is made; `baton done` keeps it up to date. It may be committed.");
  return 0;
}

Result<int> init(Desk& desk, const std::string& name, const PublishedFiles& files) {
  TRY(const auto place, desk.belongings.of(desk.environment.directory));
  const std::string path = desk.environment.absolute(".baton");
  TRY(const auto there, machine::find_project_file(desk.environment.directory));
  if (there && there->path == path && files.any() && name.empty()) {
    TRY(const Project project, current_project(desk));
    return begin_files(desk, project, files);
  }
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
  if (desk.options.json && files.any()) return begin_files(desk, project, files);
  if (printed_as_json(desk, answer)) return 0;
  desk.out.line("Project " + one_line(project.name) + " is ready. " + path +
                " names it and may be committed.");
  desk.out.line("`baton start` begins a session; `baton import FILE` takes in a transcript.");
  return files.any() ? begin_files(desk, project, files) : 0;
}

}  // namespace

void add_init(CommandLine& line) {
  Command& command = line.add(
      "init", "Projects", "make the project of this directory and its .baton file",
      {"baton init", "baton init demo",
       "baton init --handoff-file --status-file   # files that `baton done` keeps current"});
  const auto name = std::make_shared<std::string>();
  command.app->add_option("NAME", *name, "what to call it; else the directory's or remote's name");
  const auto files = std::make_shared<PublishedFiles>();
  command.app->add_flag("--handoff-file", files->handoff,
                        "make HANDOFF.md, which `baton done` replaces and archives in handoffs/");
  command.app->add_flag("--status-file", files->status,
                        "make PROJECT_STATUS.md, or add Baton's block to the one that is there");
  command.makes_database = [] { return true; };
  command.action = [name, files](Desk& desk) { return init(desk, *name, *files); };
}

}  // namespace baton::cli
