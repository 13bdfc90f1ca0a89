#include "native/server/server.hpp"

#include <sys/resource.h>

#include <algorithm>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <deque>
#include <thread>

#include "native/server/listener.hpp"
#include "native/server/worker.hpp"

namespace baton::native {
namespace {

using Timer = net::basic_waitable_timer<std::chrono::steady_clock,
                                        net::wait_traits<std::chrono::steady_clock>, Executor>;

int thread_count(int wanted) {
  if (wanted > 0) return wanted;
  return std::clamp(static_cast<int>(std::thread::hardware_concurrency()), 2, 4);
}

/// Each connection is a file, and the usual soft limit of 1024 would be met before the cap.
void raise_file_limit(std::size_t connections) {
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
  const auto wanted = static_cast<rlim_t>(connections + 256);
  if (limit.rlim_cur >= wanted) return;
  limit.rlim_cur = std::min(wanted, limit.rlim_max);
  setrlimit(RLIMIT_NOFILE, &limit);
}

/// Answered to whom the server has no room for, without a thread's attention.
void turn_away(Socket socket) {
  Response response =
      to_response({503, "too_many_connections", "The server has too many clients."});
  response.headers.emplace_back("Retry-After", "1");
  HttpDate date;
  std::string bytes;
  write_head(bytes, response, {date.now(), {}, Persistence::close});
  bytes += response.body;
  error_code ignored;
  socket.non_blocking(true, ignored);
  socket.write_some(net::buffer(bytes), ignored);
}

Result<bool> check_token(const ServerOptions& options, Reach reach) {
  if (reach == Reach::loopback) return true;
  TRY(const bool exists, options.token_exists());
  if (exists) return true;
  return fail(Fault::forbidden, "no_token",
              options.host +
                  " can be reached from the network, and there is no token yet: make one "
                  "by `baton token create NAME`, or leave --host out.",
              "host");
}

}  // namespace

struct Server::State {
  State(ServerOptions with, Guard checked, Acceptor bound, std::unique_ptr<net::io_context> loop)
      : options(std::move(with)),
        guard(std::move(checked)),
        context(std::move(loop)),
        acceptor(std::move(bound)),
        signals(*context),
        patience(context->get_executor()),
        live(options.limits.followers),
        next_look(context->get_executor()) {
    live.connect([this] { wake_followers(); },
                 [this] { net::post(*context, [this] { begin_watching(); }); });
  }

  Awaitable<void> accept_all();
  Awaitable<void> await_signals();
  Awaitable<void> leave();
  void begin_leaving();
  void worker_finished();
  void wake_followers();
  void begin_watching();
  Awaitable<void> watch();
  void take(Socket socket, Worker& worker);
  std::size_t connections() const;
  Worker& least_busy();

  ServerOptions options;
  Guard guard;
  std::unique_ptr<net::io_context> context;
  Acceptor acceptor;
  net::signal_set signals;
  Timer patience;
  Live live;
  Timer next_look;
  std::deque<Worker> workers;
  std::size_t finished = 0;
  bool leaving = false;
  bool watching = false;
};

Worker& Server::State::least_busy() {
  return *std::ranges::min_element(workers, {}, &Worker::connections);
}

std::size_t Server::State::connections() const {
  std::size_t sum = 0;
  for (const Worker& worker : workers) sum += worker.connections();
  return sum;
}

Awaitable<void> Server::State::accept_all() {
  while (acceptor.is_open()) {
    Worker& worker = least_busy();
    auto [error, socket] = co_await acceptor.async_accept(worker.executor(), as_outcome);
    if (error == net::error::operation_aborted) co_return;
    if (!error) {
      take(std::move(socket), worker);
      continue;
    }
    // Out of files, most likely: the client waits in the queue until another leaves.
    Timer pause(context->get_executor(), std::chrono::milliseconds(50));
    co_await pause.async_wait(as_outcome);
  }
}

void Server::State::take(Socket socket, Worker& worker) {
  if (connections() < options.limits.connections)
    worker.adopt(std::move(socket));
  else
    turn_away(std::move(socket));
}

/// A person who interrupts twice does not want to wait; a supervisor that repeats itself does.
Awaitable<void> Server::State::await_signals() {
  for (int interrupts = 0;;) {
    const auto [error, signal] = co_await signals.async_wait(as_outcome);
    if (error) co_return;
    if (signal == SIGINT && ++interrupts > 1) std::_Exit(128 + SIGINT);
    begin_leaving();
  }
}

void Server::State::begin_leaving() {
  if (std::exchange(leaving, true)) return;
  error_code ignored;
  acceptor.close(ignored);
  for (Worker& worker : workers) worker.leave();
  net::co_spawn(*context, leave(), net::detached);
}

/// Waits for the workers to finish. A thread that does not even then is stuck in a statement;
/// nothing that was acknowledged depends on it.
Awaitable<void> Server::State::leave() {
  patience.expires_after(options.limits.grace);
  co_await patience.async_wait(as_outcome);
  if (finished == workers.size()) co_return;
  for (Worker& worker : workers) worker.halt();
  patience.expires_after(std::chrono::milliseconds(1000));
  co_await patience.async_wait(as_outcome);
  if (finished == workers.size()) co_return;
  std::fputs("baton: a request did not end in time and was abandoned\n", stderr);
  std::_Exit(EXIT_SUCCESS);
}

void Server::State::worker_finished() {
  if (++finished < workers.size()) return;
  error_code ignored;
  patience.cancel();
  next_look.cancel();
  signals.cancel(ignored);
}

void Server::State::wake_followers() {
  for (Worker& worker : workers) worker.wake_followers();
}

void Server::State::begin_watching() {
  if (std::exchange(watching, true)) return;
  net::co_spawn(*context, watch(), net::detached);
}

/// Looks for what other processes commit, as long as anybody follows: an idle server sleeps.
Awaitable<void> Server::State::watch() {
  const auto changed = options.watch();
  live.publish();
  while (live.count() > 0 && finished < workers.size()) {
    next_look.expires_after(options.limits.watch);
    co_await next_look.async_wait(as_outcome);
    if (changed()) live.publish();
  }
  watching = false;
}

Result<Server> Server::open(ServerOptions options, const ApplicationFactory& factory) {
  auto context = std::make_unique<net::io_context>(1);
  TRY(const net::ip::address address, resolve(*context, options.host));
  const Reach reach = reach_of(address);
  TRY(const bool allowed, check_token(options, reach));
  static_cast<void>(allowed);
  TRY(Acceptor acceptor, listen(*context, {address, options.port}));
  Guard guard(options.host, options.names);
  auto state = std::make_unique<State>(std::move(options), std::move(guard), std::move(acceptor),
                                       std::move(context));
  for (int i = thread_count(state->options.threads); i > 0; --i) {
    TRY(auto application, factory(reach));
    state->workers.emplace_back(std::move(application), state->guard, state->options.limits,
                                state->live);
  }
  return Server(std::move(state));
}

void print_address(const std::string& address) {
  std::printf("%s\n", address.c_str());
  std::fflush(stdout);
}

void Server::run(const std::function<void(const std::string&)>& announce) {
  State& state = *state_;
  raise_file_limit(state.options.limits.connections);
  error_code ignored;
  state.signals.add(SIGINT, ignored);
  state.signals.add(SIGTERM, ignored);
  std::vector<std::jthread> threads;
  for (Worker& worker : state.workers)
    threads.emplace_back([&state, &worker] {
      worker.run();
      net::post(*state.context, [&state] { state.worker_finished(); });
    });
  announce(address());
  net::co_spawn(*state.context, state.accept_all(), net::detached);
  net::co_spawn(*state.context, state.await_signals(), net::detached);
  state.context->run();
}

void Server::stop() {
  net::post(*state_->context, [state = state_.get()] { state->begin_leaving(); });
}

std::string Server::address() const {
  error_code ignored;
  return url_of(state_->acceptor.local_endpoint(ignored));
}

std::uint16_t Server::port() const {
  error_code ignored;
  return state_->acceptor.local_endpoint(ignored).port();
}

Server::Server(std::unique_ptr<State> state) : state_(std::move(state)) {}
Server::Server(Server&&) noexcept = default;
Server& Server::operator=(Server&&) noexcept = default;
Server::~Server() = default;

}  // namespace baton::native
