#include "native/cli/commands/commands.hpp"

namespace baton::cli {

void add_completion(CommandLine& line) {
  Command& command = line.add("completion", "Tools", "a completion script for your shell",
                              {"source <(baton completion bash)        # in ~/.bashrc",
                               "source <(baton completion zsh)         # in ~/.zshrc",
                               "baton completion fish > ~/.config/fish/completions/baton.fish"});
  const auto shell = std::make_shared<std::string>();
  line.choices(command.app->add_option("SHELL", *shell, "")->required(), {"bash", "zsh", "fish"});
  command.action = [shell, &line](Desk& desk) -> Result<int> {
    desk.out.write(completion_script(line, *shell));
    return 0;
  };
}

}  // namespace baton::cli
