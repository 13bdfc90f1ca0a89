#include "native/cli/command_line.hpp"
#include "native/cli/commands/commands.hpp"
#include "native/cli/history.hpp"

namespace baton::cli {
namespace {

struct HistoryWords {
  bool all = false;
  std::string output;
};

}  // namespace

void add_export(CommandLine& line) {
  Command& command =
      line.add("export", "Tools", "write the whole history to a file that `baton import` reads",
               {"baton export --all -o history.jsonl", "baton export --all | gzip >history.gz",
                "baton --remote https://baton.example export --all -o history.jsonl"});
  const auto words = std::make_shared<HistoryWords>();
  command.app->add_flag("--all", words->all, "everything: projects, sessions, turns, handoffs");
  command.app->add_option("--output,-o", words->output, "where to write; stdout if absent");
  command.action = [words](Desk& desk) -> Result<int> {
    if (!words->all)
      return fail(Fault::invalid, "usage",
                  "Say --all to export the whole history; one handoff goes out by `baton handoff "
                  "export`.");
    return export_history(desk, words->output);
  };
}

}  // namespace baton::cli
