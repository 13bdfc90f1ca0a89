#include "native/machine/hook_log.hpp"

#include <fcntl.h>
#include <sys/time.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <fstream>

#include "core/base/text.hpp"
#include "core/base/time.hpp"
#include "core/redact/redact.hpp"
#include "native/machine/histories.hpp"

namespace baton::machine {
namespace {

constexpr std::int64_t kMostLog = 64 * 1024;
constexpr std::size_t kMostLine = 500;

std::string line_of(std::string_view what) {
  MaskCounts counts;
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  std::string line =
      to_iso8601(std::chrono::duration_cast<std::chrono::milliseconds>(now).count()) + ' ' +
      std::string(cut(mask_secrets(what, counts), kMostLine));
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

/// What the signal's handler needs, made before: it may call next to nothing.
struct Ending {
  std::string path, line;
};
Ending& ending() {
  static Ending one;
  return one;
}

extern "C" void end_now(int /*signal*/) {
  append(ending().path.c_str(), ending().line.data(), ending().line.size());
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
  ending() = {log.path(), line_of(what)};
  struct sigaction action{};
  action.sa_handler = end_now;
  sigemptyset(&action.sa_mask);
  sigaction(SIGALRM, &action, nullptr);
  const itimerval timer{.it_interval = {},
                        .it_value = {milliseconds / 1000, milliseconds % 1000 * 1000}};
  setitimer(ITIMER_REAL, &timer, nullptr);
}

}  // namespace baton::machine
