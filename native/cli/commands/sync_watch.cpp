#include "native/cli/commands/sync_watch.hpp"

#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <functional>
#include <memory>
#include <random>
#include <thread>

#include "core/base/json_in.hpp"
#include "native/cli/exit_code.hpp"
#include "native/cli/syncing.hpp"
#include "native/database/data_version.hpp"
#include "native/live/live_socket.hpp"

namespace baton::cli {
namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

constexpr milliseconds kTick{200};
constexpr milliseconds kFirstPause = std::chrono::seconds(1);
constexpr milliseconds kLongestPause = std::chrono::minutes(1);
constexpr milliseconds kSteady = std::chrono::seconds(10);  ///< open that long, all is well

/// Pauses that grow, each a little different from everybody else's.
class Pauses {
 public:
  milliseconds next() {
    const milliseconds pause = std::exchange(pause_, std::min(2 * pause_, kLongestPause));
    return pause / 2 + milliseconds(std::random_device()() % static_cast<unsigned>(pause.count()));
  }
  void reset() { pause_ = kFirstPause; }

 private:
  milliseconds pause_ = kFirstPause;
};

bool is_refusal(const Error& error) {
  return error.fault == Fault::unauthorized || error.fault == Fault::forbidden ||
         error.code == "unknown_remote";
}

/// Whether a page of events (docs/events.md) has one of another device.
bool has_others(const std::string& message, const std::string& own_device) {
  const Result<Json> page = parse_json(message);
  return page && std::ranges::any_of(list_in(*page, "events"), [&](const Json& event) {
           return text_in(event, "device_id") != own_device;
         });
}

/// One remote that is kept in step with this store.
class Following {
 public:
  Following(Desk& desk, const Json& remote, milliseconds look)
      : desk_(desk),
        name_(text_in(remote, "name")),
        url_(text_in(remote, "url")),
        key_name_(text_in(remote, "key_name")),
        look_(look),
        hears_(desk.options.remote.empty()) {}

  const std::string& name() const { return name_; }
  void want() { due_ = true; }

  /// What is to be done now. An error ends the watch.
  Result<bool> tick(const std::string& own_device) {
    const auto now = Clock::now();
    listen(now, own_device);
    if (!open_ && now >= looked_ + look_) due_ = true;
    if (!due_ || now < not_before_) return false;
    looked_ = now;
    return sync(now);
  }

 private:
  void listen(Clock::time_point now, const std::string& own_device) {
    if (!socket_ && now >= connect_at_ && hears_)
      socket_ = std::make_unique<native::LiveSocket>(url_, key_name_);
    if (!socket_) return;
    for (const std::string& message : socket_->take())
      due_ = due_ || has_others(message, own_device);
    if (socket_->open() && !std::exchange(open_, true)) {
      due_ = true;  // for what was said between
      opened_ = now;
    }
    if (open_ && now >= opened_ + kSteady) reconnecting_.reset();
    if (!socket_->ended()) return;
    socket_.reset();
    open_ = false;
    connect_at_ = now + reconnecting_.next();
  }

  Result<bool> sync(Clock::time_point now) {
    const auto synced = sync_with(desk_, name_, 0);
    if (!synced && is_refusal(synced.error())) return std::unexpected(synced.error());
    if (!synced && !std::exchange(failing_, true)) remark(desk_, synced.error().message);
    due_ = !synced;
    if (!synced) {
      not_before_ = now + retrying_.next();
      return false;
    }
    failing_ = false;
    retrying_.reset();
    if (synced->pushed + synced->pulled + synced->refused > 0) tell(*synced);
    return true;
  }

  /// A line, also as JSON: one of many.
  void tell(const Synced& synced) {
    desk_.out.line(desk_.options.json ? to_text(synced_json(name_, synced))
                                      : name_ + ": " + summary_of(synced) + '.');
  }

  Desk& desk_;
  std::string name_, url_, key_name_;
  milliseconds look_;
  bool hears_;  ///< the token is on this machine, and so is the store
  std::unique_ptr<native::LiveSocket> socket_;
  bool open_ = false;
  bool due_ = true;
  bool failing_ = false;
  Pauses reconnecting_, retrying_;
  Clock::time_point connect_at_, not_before_, looked_, opened_;
};

/// Wants those synced for which something waits.
void want_waiting(Desk& desk, std::vector<std::unique_ptr<Following>>& all) {
  const auto remotes = desk.api.get("/api/remotes");
  if (!remotes) return;
  for (const Json& remote : remotes->data())
    for (const auto& following : all)
      if (following->name() == text_in(remote, "name") && number_in(remote, "waiting") > 0)
        following->want();
}

/// At once, also while a server does not answer: a sync may be interrupted anywhere.
void end_at_a_signal() {
  for (const int signal : {SIGINT, SIGTERM}) std::signal(signal, [](int) { _exit(kDone); });
}

/// Whether anything was written here since it was asked last; never of a store that is elsewhere.
std::function<bool()> commits_here(Desk& desk) {
  if (!desk.options.remote.empty()) return [] { return false; };
  return native::watch_commits(machine::database_path(desk.environment, desk.options.database));
}

std::string own_device(Desk& desk) {
  const auto status = desk.api.get("/api/sync/status");
  return status ? text_in(object_in(status->data(), "device"), "id") : std::string();
}

}  // namespace

Result<int> watch_remotes(Desk& desk, const std::vector<Json>& remotes, milliseconds look) {
  end_at_a_signal();
  std::vector<std::unique_ptr<Following>> all;
  for (const Json& remote : remotes) all.push_back(std::make_unique<Following>(desk, remote, look));
  const std::function<bool()> committed = commits_here(desk);
  std::string device = own_device(desk);
  remark(desk, "Syncing as long as this runs; Ctrl-C ends it.");
  while (true) {
    if (committed()) want_waiting(desk, all);
    for (const auto& following : all) {
      TRY(const bool synced, following->tick(device));
      if (synced) device = own_device(desk);
    }
    std::this_thread::sleep_for(kTick);
  }
}

}  // namespace baton::cli
