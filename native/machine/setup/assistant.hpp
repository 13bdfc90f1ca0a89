#pragma once
#include <string>
#include <vector>

#include "core/setup/settings.hpp"
#include "native/machine/environment.hpp"
#include "native/machine/write_file.hpp"

namespace baton::machine {

/// A file that tells an assistant of Baton.
struct AssistantSettings {
  std::string path;  ///< absolute
  std::string what;  ///< for people: "5 hooks", "MCP server"
  setup::Settings settings;
  Readers readers = Readers::owner;  ///< of a file that is made
};

/// An assistant that Baton can be set up for.
struct SetupAssistant {
  std::string name;      ///< as people say it: "claude"
  std::string title;     ///< "Claude Code"
  bool found = false;    ///< its folder or its program is on this machine
  bool by_name = false;  ///< only when it is named: its file lies in the repository
  std::vector<AssistantSettings> files;
  std::string remark;  ///< what the person has to do yet, "" if nothing
};

/// How this program is called from elsewhere: "baton" if PATH leads to it, else its absolute path.
/// `running` is the absolute path of the running program.
std::string program_called(const Environment& environment, const std::string& running);
/// The running program's absolute path.
std::string running_program();

/// All that Baton knows. Files of a repository lie in `folder`.
std::vector<SetupAssistant> setup_assistants(const Environment& environment,
                                             const std::string& running, const std::string& folder);

}  // namespace baton::machine
