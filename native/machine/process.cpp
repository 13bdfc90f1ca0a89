#include "native/machine/process.hpp"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <string_view>

extern "C" char** environ;  // NOLINT: POSIX names it so

namespace baton::machine {
namespace {

using Clock = std::chrono::steady_clock;
constexpr std::size_t kMostOutput = 64U << 20;

/// A pipe; both ends close with it, and neither is passed on to a program as it stands.
class Pipe {
 public:
  Pipe() {
    if (pipe2(ends_.data(), O_CLOEXEC) != 0) ends_ = {-1, -1};
  }
  Pipe(const Pipe&) = delete;
  Pipe& operator=(const Pipe&) = delete;
  ~Pipe() {
    close_read();
    close_write();
  }
  bool is_open() const { return ends_[0] >= 0; }
  int reads() const { return ends_[0]; }
  int writes() const { return ends_[1]; }
  void close_read() { close_end(ends_[0]); }
  void close_write() { close_end(ends_[1]); }

 private:
  static void close_end(int& end) {
    if (end >= 0) close(end);
    end = -1;
  }
  std::array<int, 2> ends_{-1, -1};
};

/// The file actions and attributes of a spawn, released together.
class Preparation {
 public:
  Preparation(int input, int output) {
    posix_spawn_file_actions_init(&actions_);
    posix_spawnattr_init(&attributes_);
    posix_spawn_file_actions_adddup2(&actions_, input, 0);
    posix_spawn_file_actions_adddup2(&actions_, output, 1);
    posix_spawn_file_actions_addopen(&actions_, 2, "/dev/null", O_WRONLY, 0);
    posix_spawnattr_setpgroup(&attributes_, 0);
    sigset_t reset;
    sigemptyset(&reset);
    sigaddset(&reset, SIGPIPE);
    posix_spawnattr_setsigdefault(&attributes_, &reset);
    posix_spawnattr_setflags(&attributes_,
                             static_cast<short>(POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF));
  }
  Preparation(const Preparation&) = delete;
  Preparation& operator=(const Preparation&) = delete;
  ~Preparation() {
    posix_spawn_file_actions_destroy(&actions_);
    posix_spawnattr_destroy(&attributes_);
  }
  const posix_spawn_file_actions_t* actions() const { return &actions_; }
  const posix_spawnattr_t* attributes() const { return &attributes_; }

 private:
  posix_spawn_file_actions_t actions_;
  posix_spawnattr_t attributes_;
};

std::vector<char*> pointers(const std::vector<std::string>& words) {
  std::vector<char*> result;
  for (const std::string& word : words) result.push_back(const_cast<char*>(word.c_str()));
  result.push_back(nullptr);
  return result;
}

std::vector<std::string> environment_of(const Program& program) {
  std::vector<std::string> result = program.set;
  for (char** entry = environ; entry && *entry; ++entry) {
    const std::string_view pair = *entry;
    const std::string_view name = pair.substr(0, pair.find('='));
    if (std::ranges::find(program.unset, name) == program.unset.end()) result.emplace_back(pair);
  }
  return result;
}

/// Reads until the other end closes or the time is over; false then.
bool read_all(int from, std::string& output, Clock::time_point deadline) {
  std::array<char, 65536> piece;
  for (;;) {
    const auto left =
        std::chrono::duration_cast<std::chrono::milliseconds>(deadline - Clock::now()).count();
    if (left <= 0) return false;
    pollfd waiting{.fd = from, .events = POLLIN, .revents = 0};
    const int ready = poll(&waiting, 1, static_cast<int>(std::min<long>(left, 60'000)));
    if (ready < 0 && errno != EINTR) return false;
    if (ready <= 0) continue;
    const ssize_t count = read(from, piece.data(), piece.size());
    if (count == 0) return true;
    if (count < 0) return false;
    if (output.size() < kMostOutput) output.append(piece.data(), static_cast<std::size_t>(count));
  }
}

/// Puts the whole input in the pipe, which holds 64 kB, and ends it. What has no room is left out.
void fill(Pipe& pipe, std::string_view input) {
  fcntl(pipe.writes(), F_SETFL, O_NONBLOCK);
  while (!input.empty()) {
    const ssize_t count = write(pipe.writes(), input.data(), input.size());
    if (count < 0) break;
    input.remove_prefix(static_cast<std::size_t>(count));
  }
  pipe.close_write();
}

int wait_for(pid_t child) {
  int status = 0;
  while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

std::unexpected<Error> cannot_start(const Program& program, const char* reason) {
  return fail(Fault::unavailable, "no_program",
              "Cannot run " + program.words.front() + ": " + reason + ".");
}

}  // namespace

Result<ProgramEnd> run_program(const Program& program) {
  Pipe input;
  Pipe output;
  if (!input.is_open() || !output.is_open()) return cannot_start(program, strerror(errno));
  fill(input, program.input);
  const std::vector<std::string> environment = environment_of(program);
  pid_t child = 0;
  int problem = 0;
  {
    const Preparation preparation(input.reads(), output.writes());
    problem = posix_spawnp(&child, program.words.front().c_str(), preparation.actions(),
                           preparation.attributes(), pointers(program.words).data(),
                           pointers(environment).data());
  }
  if (problem != 0) return cannot_start(program, strerror(problem));
  input.close_read();
  output.close_write();
  ProgramEnd end;
  const bool in_time = read_all(output.reads(), end.output, Clock::now() + program.patience);
  output.close_read();
  if (!in_time) kill(-child, SIGKILL);
  end.exit_code = wait_for(child);
  if (!in_time) {
    return fail(Fault::unavailable, "timed_out",
                program.words.front() + " did not answer in time.");
  }
  return end;
}

}  // namespace baton::machine
