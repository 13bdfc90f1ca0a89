#include "native/server/aside.hpp"

#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>

namespace baton::native {
namespace {

using Timer = net::basic_waitable_timer<std::chrono::steady_clock,
                                        net::wait_traits<std::chrono::steady_clock>, Executor>;

Awaitable<void> pause(std::int64_t milliseconds) {
  Timer timer(co_await net::this_coro::executor, std::chrono::milliseconds(milliseconds));
  co_await timer.async_wait(as_outcome);
}

}  // namespace

/// A request to a server elsewhere. Its thread wakes this one by a timer that never ends by itself.
class Aside::Fetching {
 public:
  Fetching(Fetch request, const Executor& executor)
      : news_(std::make_shared<Timer>(executor, Timer::time_point::max())),
        fetch_(std::move(request),
               [executor, news = news_] { net::post(executor, [news] { news->cancel(); }); }) {}

  Awaitable<Fetch::Reply> head() {
    while (true) {
      if (auto head = fetch_.head()) co_return *std::move(head);
      co_await news_->async_wait(as_outcome);
    }
  }

  Awaitable<FetchPiece::Reply> piece() {
    while (true) {
      if (auto piece = fetch_.piece()) co_return *std::move(piece);
      co_await news_->async_wait(as_outcome);
    }
  }

 private:
  std::shared_ptr<Timer> news_;
  FetchInPieces fetch_;
};

bool waits(const Effect& effect) {
  return std::holds_alternative<Sleep>(effect) || std::holds_alternative<Fetch>(effect) ||
         std::holds_alternative<FetchPiece>(effect);
}

Awaitable<EffectReply> Aside::perform(Effect effect) {
  if (auto* request = std::get_if<Fetch>(&effect)) {
    const bool ahead = request->ahead;
    if (!std::exchange(ahead_, ahead))
      fetching_ =
          std::make_shared<Fetching>(std::move(*request), co_await net::this_coro::executor);
    if (ahead) co_return Fetch::Reply(Fetch::Answer{});
    co_return co_await fetching_->head();
  }
  if (std::holds_alternative<FetchPiece>(effect) && fetching_)
    co_return co_await fetching_->piece();
  if (const auto* sleep = std::get_if<Sleep>(&effect)) co_await pause(sleep->milliseconds);
  co_return Sleep::Reply{};
}

}  // namespace baton::native
