#include "native/cli/commands/commands.hpp"
#include "native/cli/nearest.hpp"

namespace baton::cli {
namespace {

Result<int> help(Desk& desk, const CommandLine& line, const std::string& name) {
  if (name.empty()) {
    desk.out.write(help_text(line));
    return 0;
  }
  if (const Command* command = line.find(name)) {
    desk.out.write(help_text(line, *command));
    return 0;
  }
  std::vector<std::string> names;
  for (const auto& command : line.commands()) names.push_back(command->app->get_name());
  return fail(
      Fault::invalid, "usage",
      "There is no command " + name + '.' + suggestion(name, names) + " `baton help` lists them.");
}

}  // namespace

void add_help(CommandLine& line) {
  Command& command = line.add("help", "Tools", "what Baton can do, or one command in detail",
                              {"baton help", "baton help import"});
  const auto name = std::make_shared<std::string>();
  command.app->add_option("COMMAND", *name, "which");
  command.action = [name, &line](Desk& desk) { return help(desk, line, *name); };
}

}  // namespace baton::cli
