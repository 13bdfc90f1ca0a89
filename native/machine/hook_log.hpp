#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace baton::machine {

/// What hooks could not do, a line each, in a file beside the database: `baton.db.hooks.log`. At
/// most twice 64 kB are kept. Nobody is told where it cannot be written.
class HookLog {
 public:
  explicit HookLog(const std::string& database_path);

  /// `what` is masked and put on one line, with the time before it.
  void add(std::string_view what) const;

  /// The last lines, oldest first.
  std::vector<std::string> last(std::size_t most) const;

  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

/// Ends this process with exit code 0 when the time is over, whatever it waits for, after a line in
/// the log. Nothing that was not printed yet is printed. For one call of a hook, once.
void end_process_after(int milliseconds, const HookLog& log, std::string_view what);

}  // namespace baton::machine
