#pragma once
#include <atomic>
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

#include "core/base/effect.hpp"

namespace baton::native {

/// A Fetch on a thread of its own, for as long as it is under way; at most 32 at once in the
/// process. Destroying it gives the request up and waits for the thread.
class FetchInPieces {
 public:
  /// `wake` is called on that thread whenever something new can be had.
  explicit FetchInPieces(Fetch request, std::function<void()> wake = [] {});
  ~FetchInPieces();
  FetchInPieces(const FetchInPieces&) = delete;
  FetchInPieces& operator=(const FetchInPieces&) = delete;

  /// The reply to the request, its body whole unless it is `in_pieces`; nullopt while it is to
  /// come.
  std::optional<Fetch::Reply> head();
  /// The next piece of the body, what came since the last one; nullopt while it is to come.
  std::optional<FetchPiece::Reply> piece();

  Fetch::Reply wait_for_head();
  FetchPiece::Reply wait_for_piece();

 private:
  void run(const Fetch& request);
  void set_head(Fetch::Reply reply);

  std::function<void()> wake_;
  std::atomic<bool> cancelled_ = false;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::optional<Fetch::Reply> head_;
  std::string body_;            ///< what came and was not taken
  std::optional<Error> fault_;  ///< that ended it
  bool ended_ = false;
  bool had_head_ = false;
  std::thread thread_;  ///< the last, since it works with the rest
};

}  // namespace baton::native
