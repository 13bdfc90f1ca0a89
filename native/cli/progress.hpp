#pragma once
#include <chrono>
#include <cstdint>
#include <string>

#include "native/cli/terminal.hpp"

namespace baton::cli {

/// A bar for long work, on one line of `output`; nothing unless that is a terminal and `quiet` is
/// not asked for. It appears after a moment, is redrawn ten times a second at most, and leaves
/// nothing behind.
class Progress {
 public:
  enum class Shown { yes, no };
  Progress(Output& output, Shown shown, std::int64_t total_bytes);
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;
  ~Progress();

  void begin_item(std::string label);
  void add(std::int64_t bytes);
  /// Takes the bar away, so that a line can be written; the next `add` draws it again.
  void clear();

 private:
  using Clock = std::chrono::steady_clock;
  void draw();

  Output& output_;
  bool shown_;
  bool drawn_ = false;
  std::int64_t total_;
  std::int64_t done_ = 0;
  std::string label_;
  Clock::time_point began_;
  Clock::time_point drawn_at_;
};

}  // namespace baton::cli
