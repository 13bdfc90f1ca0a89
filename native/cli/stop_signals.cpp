#include "native/cli/stop_signals.hpp"

#include <cerrno>
#include <ctime>

namespace baton::cli {

StopSignals::StopSignals() {
  sigemptyset(&signals_);
  sigaddset(&signals_, SIGINT);
  sigaddset(&signals_, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &signals_, &before_);
}

StopSignals::~StopSignals() { pthread_sigmask(SIG_SETMASK, &before_, nullptr); }

bool StopSignals::wait(std::chrono::milliseconds patience) {
  if (came_) return true;
  const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(patience);
  const std::timespec time{.tv_sec = seconds.count(),
                           .tv_nsec = static_cast<long>((patience - seconds).count()) * 1'000'000};
  came_ = sigtimedwait(&signals_, nullptr, &time) > 0;
  return came_;
}

}  // namespace baton::cli
