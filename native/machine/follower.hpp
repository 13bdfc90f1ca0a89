#pragma once
#include <chrono>
#include <map>
#include <string>
#include <vector>

#include "native/machine/histories.hpp"

namespace baton::machine {

/// Which files are to be read again: those that changed and then lay still for a while, and those
/// that have been changing for long.
class FileFollower {
 public:
  using Clock = std::chrono::steady_clock;

  FileFollower(Clock::duration still, Clock::duration longest) : still_(still), longest_(longest) {}

  /// Takes `files` for read as they are.
  void take(const std::map<std::string, FileState>& files);
  /// The files to read now, of those that are there. They stay so until they are taken.
  std::vector<std::string> due(const std::map<std::string, FileState>& files,
                               Clock::time_point now);
  /// Whether something has changed that was not taken yet.
  bool waits() const { return !changing_.empty(); }

 private:
  struct Change {
    FileState state;
    Clock::time_point first, last;
  };

  Clock::duration still_, longest_;
  std::map<std::string, FileState> taken_;
  std::map<std::string, Change> changing_;
};

}  // namespace baton::machine
