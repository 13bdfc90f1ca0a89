#include "native/server/aside.hpp"

#include <atomic>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <memory>
#include <thread>

#include "native/models/fetch.hpp"

namespace baton::native {
namespace {

using Timer = net::basic_waitable_timer<std::chrono::steady_clock,
                                        net::wait_traits<std::chrono::steady_clock>, Executor>;

constexpr int kMostFetches = 32;

/// A request on a thread of its own. Destroying it gives the request up and waits for the thread.
class Fetching {
 public:
  Fetching(Fetch request, const Executor& executor)
      : done_(std::make_shared<Timer>(executor, Timer::time_point::max())),
        thread_([this, executor, done = done_, wanted = std::move(request)] {
          reply_ = within_limit(wanted);
          net::post(executor, [done] { done->cancel(); });
        }) {}
  ~Fetching() { cancelled_ = true; }
  Fetching(const Fetching&) = delete;
  Fetching& operator=(const Fetching&) = delete;

  Awaitable<Fetch::Reply> reply() {
    co_await done_->async_wait(as_outcome);
    co_return std::move(reply_);
  }

 private:
  Fetch::Reply within_limit(const Fetch& request) {
    static std::atomic<int> under_way = 0;
    const bool room = ++under_way <= kMostFetches;
    Fetch::Reply reply = room ? fetch(request, &cancelled_)
                              : fail(Fault::unavailable, "unreachable",
                                     "Too many requests to servers elsewhere are under way.");
    --under_way;
    return reply;
  }

  std::atomic<bool> cancelled_ = false;
  Fetch::Reply reply_;
  std::shared_ptr<Timer> done_;
  std::jthread thread_;
};

Awaitable<void> pause(std::int64_t milliseconds) {
  Timer timer(co_await net::this_coro::executor, std::chrono::milliseconds(milliseconds));
  co_await timer.async_wait(as_outcome);
}

}  // namespace

bool waits(const Effect& effect) {
  return std::holds_alternative<Sleep>(effect) || std::holds_alternative<Fetch>(effect);
}

Awaitable<EffectReply> perform_aside(Effect effect) {
  if (auto* request = std::get_if<Fetch>(&effect)) {
    Fetching fetching(std::move(*request), co_await net::this_coro::executor);
    co_return co_await fetching.reply();
  }
  if (const auto* sleep = std::get_if<Sleep>(&effect)) co_await pause(sleep->milliseconds);
  co_return Sleep::Reply{};
}

}  // namespace baton::native
