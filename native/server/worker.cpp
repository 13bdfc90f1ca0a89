#include "native/server/worker.hpp"

#include <algorithm>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/post.hpp>
#include <cstdio>
#include <exception>

namespace baton::native {
namespace {

/// Deadlines are met to within a quarter of the shortest, and at most a second.
std::chrono::milliseconds sweep_period(const Limits& limits) {
  using std::chrono::milliseconds;
  const auto shortest =
      std::min({limits.header, limits.idle, limits.body_stall, limits.send_stall, limits.linger});
  return std::clamp(shortest / 4, milliseconds(5), milliseconds(1000));
}

}  // namespace

Worker::Worker(std::unique_ptr<Application> application, const Guard& guard, const Limits& limits,
               Live& live)
    : application_(std::move(application)),
      service_{*application_, guard, limits, live, {}},
      period_(sweep_period(limits)),
      work_(context_.get_executor()),
      sweep_timer_(context_.get_executor()) {}

void Worker::run() {
  for (;;) {
    try {
      context_.run();
      return;
    } catch (const std::exception& failure) {
      std::fprintf(stderr, "baton: a connection failed: %s\n", failure.what());
    }
  }
}

void Worker::adopt(Socket socket) {
  count_.fetch_add(1, std::memory_order_relaxed);
  net::post(context_, [this, taken = std::move(socket)]() mutable { begin(std::move(taken)); });
}

void Worker::begin(Socket socket) {
  auto connection = std::make_unique<Connection>(std::move(socket), service_);
  connections_.insert(connection.get());
  net::co_spawn(context_, serve(std::move(connection)), net::detached);
  if (std::exchange(sweeping_, true)) return;
  net::co_spawn(context_, sweep(), net::detached);
}

Awaitable<void> Worker::serve(std::unique_ptr<Connection> connection) {
  try {
    co_await connection->run();
  } catch (const std::exception& failure) {
    std::fprintf(stderr, "baton: a connection failed: %s\n", failure.what());
  }
  connections_.erase(connection.get());
  count_.fetch_sub(1, std::memory_order_relaxed);
  if (connections_.empty()) sweep_timer_.cancel();
}

/// Ends the waits that are overdue, for as long as there are connections: an idle server sleeps.
Awaitable<void> Worker::sweep() {
  while (!connections_.empty()) {
    sweep_timer_.expires_after(period_);
    co_await sweep_timer_.async_wait(as_outcome);
    const auto now = Channel::Clock::now();
    for (Connection* connection : connections_) connection->channel().expire(now);
  }
  sweeping_ = false;
}

void Worker::wake_followers() {
  if (waking_.exchange(true)) return;
  net::post(context_, [this] {
    waking_ = false;
    for (Follower* follower : service_.followers) follower->wake();
  });
}

void Worker::leave() {
  service_.leaving = true;
  net::post(context_, [this] { begin_leaving(); });
}

void Worker::begin_leaving() {
  work_.reset();
  for (Connection* connection : connections_) connection->channel().leave_if_idle();
  for (Follower* follower : service_.followers) follower->leave();
}

}  // namespace baton::native
