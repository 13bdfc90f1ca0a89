#include "native/machine/hook_log.hpp"

#include <fcntl.h>
#include <sys/time.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <fstream>
#include <type_traits>

#include "core/base/text.hpp"
#include "core/base/time.hpp"
#include "core/redact/redact.hpp"
#include "native/machine/histories.hpp"

namespace baton::machine {
namespace {

constexpr std::int64_t kMostLog = 64 * 1024;
constexpr std::size_t kMostLine = 500;

std::string line_of(std::string_view what) {
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  std::string line =
      to_iso8601(std::chrono::duration_cast<std::chrono::milliseconds>(now).count()) + ' ' +
      std::string(cut(mask_secrets(what), kMostLine));
  std::ranges::replace_if(line, [](char c) { return static_cast<unsigned char>(c) < ' '; }, ' ');
  return line + '\n';
}

void append(const char* path, const char* line, std::size_t size) {
  const int descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  if (descriptor < 0) return;
  const ssize_t written = write(descriptor, line, size);
  static_cast<void>(written);
  close(descriptor);
}

/// What the signal's handler needs, made before: it may call next to nothing, and comes even while
/// the process ends, when what has a destructor is gone.
struct Ending {
  std::array<char, 4096> path;
  std::array<char, kMostLine + 64> line;
  std::size_t line_size;
};
static_assert(std::is_trivially_destructible_v<Ending>);
Ending ending{};

void set_ending(const std::string& path, std::string_view line) {
  if (path.size() >= ending.path.size()) return;
  std::ranges::copy(path, ending.path.begin());
  ending.line_size = std::min(line.size(), ending.line.size());
  std::ranges::copy(line.substr(0, ending.line_size), ending.line.begin());
}

extern "C" void end_now(int /*signal*/) {
  if (ending.line_size > 0) append(ending.path.data(), ending.line.data(), ending.line_size);
  _exit(0);
}

}  // namespace

HookLog::HookLog(const std::string& database_path) : path_(database_path + ".hooks.log") {}

void HookLog::add(std::string_view what) const {
  if (state_of_file(path_).size > kMostLog) std::rename(path_.c_str(), (path_ + ".1").c_str());
  const std::string line = line_of(what);
  append(path_.c_str(), line.data(), line.size());
}

std::vector<std::string> HookLog::last(std::size_t most) const {
  std::vector<std::string> lines;
  for (const std::string& path : {path_ + ".1", path_}) {
    std::ifstream file(path);
    for (std::string line; std::getline(file, line);) lines.push_back(line);
  }
  if (lines.size() > most)
    lines.erase(lines.begin(), lines.end() - static_cast<std::ptrdiff_t>(most));
  return lines;
}

void end_process_after(int milliseconds, const HookLog& log, std::string_view what) {
  set_ending(log.path(), line_of(what));
  struct sigaction action{};
  action.sa_handler = end_now;
  sigemptyset(&action.sa_mask);
  sigaction(SIGALRM, &action, nullptr);
  const itimerval timer{.it_interval = {},
                        .it_value = {milliseconds / 1000, milliseconds % 1000 * 1000}};
  setitimer(ITIMER_REAL, &timer, nullptr);
}

}  // namespace baton::machine
