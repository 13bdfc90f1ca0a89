#pragma once
#include <chrono>
#include <csignal>

namespace baton::cli {

/// Holds SIGINT and SIGTERM back while it lives, so that work in parts ends between two of them.
class StopSignals {
 public:
  StopSignals();
  ~StopSignals();
  StopSignals(const StopSignals&) = delete;
  StopSignals& operator=(const StopSignals&) = delete;

  /// Waits that long for one of them: whether one has come, now or before.
  bool wait(std::chrono::milliseconds patience);
  bool came() { return wait(std::chrono::milliseconds(0)); }

 private:
  sigset_t signals_{};
  sigset_t before_{};
  bool came_ = false;
};

}  // namespace baton::cli
