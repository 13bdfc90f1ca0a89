#pragma once
#include <atomic>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <memory>
#include <unordered_set>

#include "native/server/connection.hpp"

namespace baton::native {

/// One thread of the server: its event loop, its application, its connections. `run` belongs to the
/// thread; all but `run` may be called from any other.
class Worker {
 public:
  Worker(std::unique_ptr<Application> application, const Guard& guard, const Limits& limits,
         Live& live);

  /// Serves until `leave` and the last connection's end, or until `halt`.
  void run();

  Executor executor() { return context_.get_executor(); }
  /// Takes a connection of this worker's executor.
  void adopt(Socket socket);
  /// Closes idle connections; the others finish the request in hand.
  void leave();
  /// Has those look who follow the log on this thread; once for calls that come in between.
  void wake_followers();
  /// Drops everything at once.
  void halt() { context_.stop(); }
  std::size_t connections() const { return count_.load(std::memory_order_relaxed); }

 private:
  void begin(Socket socket);
  void begin_leaving();
  Awaitable<void> serve(std::unique_ptr<Connection> connection);
  Awaitable<void> sweep();

  std::unique_ptr<Application> application_;
  Service service_;
  std::unordered_set<Connection*> connections_;
  std::atomic<std::size_t> count_ = 0;
  std::chrono::milliseconds period_;
  bool sweeping_ = false;
  std::atomic<bool> waking_ = false;
  net::io_context context_{1};
  net::executor_work_guard<Executor> work_;
  net::basic_waitable_timer<std::chrono::steady_clock, net::wait_traits<std::chrono::steady_clock>,
                            Executor>
      sweep_timer_;
};

}  // namespace baton::native
