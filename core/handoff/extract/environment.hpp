#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace baton {

/// What a session did to the machine it ran on: servers that answered on a port, packages that were
/// installed, migrations that were run. Only what a tool's output shows; nothing is guessed.
class MachineUse {
 public:
  /// A shell command that ended, or one that runs on and has told something.
  void ran(std::string_view command, std::string_view output, bool failed, int turn);

  struct Service {
    std::string address;  ///< localhost:5173
    std::string start;    ///< the command that started it, as it is shown
    int turn = 0;
  };
  struct Package {
    std::string name;     ///< as it was asked for: zod, pydantic>=2
    std::string manager;  ///< npm, pip, …
    int turn = 0;
  };
  struct Migration {
    std::string command;
    std::string outcome;  ///< "ok", or the telling line of its failure
    int turn = 0;
  };
  const std::vector<Service>& services() const { return services_; }
  const std::vector<Package>& packages() const { return packages_; }
  const std::vector<Migration>& migrations() const { return migrations_; }

 private:
  void part(std::string_view command, std::string_view output, bool failed, int turn);
  void serve(std::string_view command, std::string_view output, int turn);
  void install(const std::vector<std::string>& words, std::string_view manager, std::size_t from,
               int turn);
  void migrate(std::string_view command, std::string_view output, bool failed, int turn);

  std::vector<Service> services_;
  std::vector<Package> packages_;
  std::vector<Migration> migrations_;
};

}  // namespace baton
