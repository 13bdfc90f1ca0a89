#include "core/sync/client.hpp"

#include "core/store/read.hpp"
#include "core/sync/stamps.hpp"
#include "core/sync/standing.hpp"

namespace baton::sync {
namespace {

std::vector<Statement> forgetting_place(const std::string& remote) {
  return {{"UPDATE remotes SET epoch = '', cursor = '', known = '', pushed = 0 WHERE name = ?1",
           {remote}},
          {"UPDATE remote_projects SET pushed = 0 WHERE remote = ?1", {remote}},
          {"DELETE FROM remote_pulled WHERE remote = ?1", {remote}}};
}

/// First what the remote has: what is pushed then lies behind it there, and need not come back.
Task<Result<bool>> exchange(std::string name, std::int64_t limit, Progress* progress) {
  CO_TRY(const bool folded, fold_if_stale());
  static_cast<void>(folded);
  CO_TRY(const bool whole, pull_pages(name, limit, progress));
  if (!whole) co_return true;
  CO_TRY(progress->done, push_pages(name, limit, progress));
  co_return co_await fold_if_stale();
}

}  // namespace

Task<Result<bool>> begin_again(std::string remote) {
  CO_TRY(const std::vector<Rows> none, read_all(forgetting_place(remote)));
  static_cast<void>(none);
  co_return true;
}

Task<Result<Progress>> step(std::string remote, std::int64_t patience) {
  if (patience > 0) {
    CO_TRY(const Standing standing, standing_with(remote));
    CO_TRY(const bool reached, reach_remote(standing.remote, patience));
    static_cast<void>(reached);
  }
  Progress progress;
  std::int64_t limit = kPageEvents;
  for (;;) {
    const Result<bool> exchanged = co_await exchange(remote, limit, &progress);
    if (exchanged) co_return progress;
    if (exchanged.error().code == "epoch_changed") {
      CO_TRY(const bool begun, begin_again(remote));
      static_cast<void>(begun);
      progress.notice = "remote_restored";
      co_return progress;
    }
    if (exchanged.error().fault != Fault::too_large || limit == 1)
      co_return std::unexpected(exchanged.error());
    limit /= 2;
  }
}

}  // namespace baton::sync
