#pragma once
#include <atomic>
#include <cstddef>
#include <functional>

namespace baton::native {

/// What the threads of a server share about those who follow the log: how many there are, and the
/// nudges. All calls from any thread, once `connect` was called.
class Live {
 public:
  explicit Live(std::size_t most) : most_(most) {}

  /// `wake` rouses every follower, `first` is told when there is one after there was none; both may
  /// be called from any thread.
  void connect(std::function<void()> wake, std::function<void()> first);

  /// The log may have grown, or who may read it changed. Costs next to nothing while nobody
  /// follows.
  void publish() {
    if (count() > 0) wake_();
  }

  std::size_t count() const { return count_.load(std::memory_order_acquire); }

 private:
  friend class Place;
  bool enter();
  void leave() { count_.fetch_sub(1, std::memory_order_acq_rel); }

  std::size_t most_;
  std::atomic<std::size_t> count_ = 0;
  std::function<void()> wake_;
  std::function<void()> first_;
};

/// A follower's place among the most that are served at once, if there was one.
class Place {
 public:
  explicit Place(Live& live) : live_(live.enter() ? &live : nullptr) {}
  Place(const Place&) = delete;
  Place& operator=(const Place&) = delete;
  ~Place() {
    if (live_) live_->leave();
  }
  explicit operator bool() const { return live_ != nullptr; }

 private:
  Live* live_;
};

}  // namespace baton::native
