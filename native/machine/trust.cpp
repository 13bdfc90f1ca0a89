#include "native/machine/trust.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>

#include "core/base/json.hpp"
#include "core/base/text.hpp"
#include "native/machine/within.hpp"

namespace baton::machine {
namespace {

constexpr std::size_t kMostTrust = 16U << 20;

std::string trust_line(const std::string& folder, const std::string& command) {
  return "{\"folder\":" + json_quoted(folder) + ",\"command\":" + json_quoted(command) + "}";
}

}  // namespace

TrustedCommands::TrustedCommands(const Environment& environment)
    : path_(state_path(environment, "trusted.jsonl")) {}

bool TrustedCommands::knows(const std::string& folder, const std::string& command) const {
  const auto text = read_small(path_, kMostTrust);
  if (!text) return false;
  const std::string wanted = trust_line(folder, command);
  for (const std::string_view line : lines_of(*text))
    if (line == wanted) return true;
  return false;
}

Result<bool> TrustedCommands::remember(const std::string& folder,
                                       const std::string& command) const {
  if (knows(folder, command)) return false;
  std::error_code ignored;
  std::filesystem::create_directories(std::filesystem::path(path_).parent_path(), ignored);
  const int descriptor =
      open(path_.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_NOFOLLOW | O_CLOEXEC, 0600);
  const std::string line = trust_line(folder, command) + '\n';
  const bool written = descriptor >= 0 && write(descriptor, line.data(), line.size()) ==
                                              static_cast<ssize_t>(line.size());
  const int problem = errno;
  if (descriptor >= 0) close(descriptor);
  if (written) return true;
  return fail(Fault::unavailable, "cannot_write",
              "Cannot write " + path_ + ": " + strerror(problem) + ".");
}

}  // namespace baton::machine
