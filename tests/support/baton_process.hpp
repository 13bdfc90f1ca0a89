#pragma once
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

#include "tests/support/measure.hpp"

namespace baton::test {

/// A folder that goes when this does.
struct WorkFolder {
  std::filesystem::path path =
      std::filesystem::temp_directory_path() / ("baton-bench-" + std::to_string(getpid()));
  WorkFolder() { std::filesystem::create_directories(path); }
  WorkFolder(const WorkFolder&) = delete;
  WorkFolder& operator=(const WorkFolder&) = delete;
  ~WorkFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path, ignored);
  }
  std::string operator/(const std::string& name) const { return (path / name).string(); }
};

struct Outcome {
  double milliseconds = 0;
  double megabytes = 0;  ///< the process's largest resident size
};

/// Runs Baton in `folder`, its output thrown away; ends the program if it fails.
inline Outcome run_baton(const WorkFolder& folder, std::vector<std::string> words) {
  const char* program = std::getenv("BATON");
  words.insert(words.begin(), program ? program : "build/release/baton");
  Outcome outcome;
  rusage usage{};
  outcome.milliseconds = milliseconds([&] {
    const pid_t process = fork();
    if (process == 0) {
      std::vector<char*> arguments;
      for (std::string& word : words) arguments.push_back(word.data());
      arguments.push_back(nullptr);
      if (chdir(folder.path.c_str()) != 0 || !std::freopen("/dev/null", "w", stdout) ||
          !std::freopen("/dev/null", "w", stderr))
        _exit(1);
      execv(arguments[0], arguments.data());
      _exit(127);
    }
    int status = 0;
    if (wait4(process, &status, 0, &usage) != process || status != 0) {
      std::fprintf(stderr, "%s %s failed\n", words[0].c_str(), words.back().c_str());
      std::exit(1);
    }
  });
  outcome.megabytes = static_cast<double>(usage.ru_maxrss) / 1024;
  return outcome;
}

}  // namespace baton::test
