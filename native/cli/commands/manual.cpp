#include "native/cli/commands/commands.hpp"

namespace baton::cli {

void add_manual(CommandLine& line) {
  Command& command = line.add("manual", "Tools", "the manual page", {"baton manual | man -l -"});
  command.action = [&line](Desk& desk) -> Result<int> {
    desk.out.write(manual_text(line));
    return 0;
  };
}

}  // namespace baton::cli
