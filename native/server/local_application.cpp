#include "native/server/local_application.hpp"

#include <malloc.h>
#include <sqlite3.h>

#include "core/app.hpp"
#include "native/database.hpp"
#include "native/host.hpp"
#include "native/server/data_version.hpp"
#include "native/server/fields.hpp"

namespace baton::native {
namespace {

bool came_by_proxy(const Request& request) {
  return find_field(request.headers, "Forwarded") || find_field(request.headers, "X-Forwarded-For");
}

/// The context lives in this coroutine's frame, and so as long as the run.
Task<Response> handle_in(Context context, Request request) {
  co_return co_await baton::handle(context, std::move(request));
}

class LocalApplication final : public Application {
 public:
  LocalApplication(Database database, Reach reach)
      : database_(std::move(database)), reach_(reach) {}

  bool streams(const Request& request) const override {
    return streams_body(request.method, request.target);
  }

  [[clang::coro_wrapper]] Task<Response> handle(Request request) override {
    Context context;
    context.token_required = reach_ == Reach::network || came_by_proxy(request);
    return handle_in(context, std::move(request));
  }

  EffectReply perform(const Effect& effect) override { return native::perform(database_, effect); }

 private:
  Database database_;
  Reach reach_;
};

/// What several threads on one file need: SQLite's allocator counts under one lock for all of them,
/// and glibc gives memory back to the system after each large answer, to fault it in for the next.
/// Must precede SQLite's first use in the process, else the first half is without effect.
void tune_for_threads() {
  sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
  mallopt(M_TRIM_THRESHOLD, 4 * 1024 * 1024);
}

}  // namespace

ApplicationFactory applications_on(std::string database_path) {
  return [path = std::move(database_path)](Reach reach) -> Result<std::unique_ptr<Application>> {
    TRY(Database database, Database::open(path));
    return std::make_unique<LocalApplication>(std::move(database), reach);
  };
}

Result<bool> has_token(const std::string& database_path) {
  TRY(Database database, Database::open(database_path));
  const Statement statement{"SELECT 1 FROM tokens WHERE revoked_at IS NULL LIMIT 1", {}};
  TRY(const std::vector<Rows> rows, database.run(Batch{{statement}}));
  return !rows[0].empty();
}

Result<Server> open_server_on(const std::string& database_path, ServerOptions options) {
  tune_for_threads();
  options.token_exists = [database_path] { return has_token(database_path); };
  options.watch = [database_path] { return watch_commits(database_path); };
  return Server::open(std::move(options), applications_on(database_path));
}

}  // namespace baton::native
