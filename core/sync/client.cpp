#include "core/sync/client.hpp"

#include "core/store/read.hpp"
#include "core/sync/stamps.hpp"
#include "core/sync/standing.hpp"

namespace baton::sync {
namespace {

/// Everything is offered again, and asked for from the beginning.
std::vector<Statement> begin_again(const std::string& remote) {
  return {{"UPDATE remotes SET epoch = '', cursor = '', known = '', pushed = 0 WHERE name = ?1",
           {remote}},
          {"UPDATE remote_projects SET pushed = 0 WHERE remote = ?1", {remote}},
          {"DELETE FROM remote_pulled WHERE remote = ?1", {remote}}};
}

Task<Result<bool>> restart(std::string remote) {
  CO_TRY(const std::vector<Rows> none, read_all(begin_again(remote)));
  static_cast<void>(none);
  co_return true;
}

/// First what the remote has: what is pushed then lies behind it there, and need not come back.
Task<Result<Progress>> exchange(std::string name, std::int64_t limit) {
  Progress progress;
  CO_TRY(const bool folded, fold_if_stale());
  static_cast<void>(folded);
  CO_TRY(Standing standing, standing_with(name));
  CO_TRY(const bool whole, pull_page(&standing, limit, &progress));
  if (!whole) co_return progress;
  CO_TRY(standing, standing_with(name));
  CO_TRY(progress.done, push_page(&standing, limit, &progress));
  CO_TRY(const bool folded_again, fold_if_stale());
  static_cast<void>(folded_again);
  co_return progress;
}

}  // namespace

Task<Result<Progress>> step(std::string remote, std::int64_t patience) {
  if (patience > 0) {
    CO_TRY(const Standing standing, standing_with(remote));
    CO_TRY(const bool reached, reach_remote(standing.remote, patience));
    static_cast<void>(reached);
  }
  std::int64_t limit = kPageEvents;
  for (;;) {
    Result<Progress> progress = co_await exchange(remote, limit);
    if (progress) co_return progress;
    if (progress.error().code == "epoch_changed") {
      CO_TRY(const bool begun, restart(remote));
      static_cast<void>(begun);
      Progress restarted;
      restarted.notice = "remote_restored";
      co_return restarted;
    }
    if (progress.error().fault != Fault::too_large || limit == 1) co_return progress;
    limit /= 2;
  }
}

}  // namespace baton::sync
