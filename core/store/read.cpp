#include "core/store/read.hpp"

#include "core/base/text.hpp"
#include "core/base/time.hpp"
#include "core/base/uuid.hpp"
#include "core/store/repeat.hpp"

namespace baton {

Error unknown(const std::string& what, const std::string& id) {
  return {Fault::not_found, "unknown_" + what,
          "There is no " + what + " " + std::string(cut(id, 64)) + ".", what + "_id"};
}

Task<Result<std::vector<Rows>>> read_all(std::vector<Statement> statements) {
  Batch batch{std::move(statements)};
  co_return co_await run_repeatable(std::move(batch));
}

Task<Result<Rows>> read(Statement statement) {
  Batch batch;
  batch.statements.push_back(std::move(statement));
  Batch::Reply reply = co_await run_repeatable(std::move(batch));
  if (!reply) co_return std::unexpected(std::move(reply).error());
  co_return std::move(reply->front());
}

Task<Result<Rows>> write(Statement statement) {
  Batch batch;
  batch.statements.push_back(std::move(statement));
  Batch::Reply reply = co_await run_once(std::move(batch));
  if (!reply) co_return std::unexpected(std::move(reply).error());
  co_return std::move(reply->front());
}

Task<Result<Row>> read_one(Statement statement, std::string what, std::string id) {
  CO_TRY(Rows rows, read(std::move(statement)));
  if (rows.empty()) co_return std::unexpected(unknown(what, id));
  co_return std::move(rows.front());
}

Task<Result<std::string>> uid_for(std::string sent) {
  if (!sent.empty()) {
    std::string uid = lowered(sent);
    if (!is_uuid(uid))
      co_return fail(Fault::invalid, "invalid_uid", "uid must be a UUID in lower case.", "uid");
    co_return uid;
  }
  const std::int64_t now = co_await perform(Now{});
  const std::string entropy = co_await perform(Entropy{.bytes = 8});
  co_return uuid_v7(now, entropy);
}

Task<Result<std::string>> now_text() {
  const std::int64_t now = co_await perform(Now{});
  co_return to_iso8601(now);
}

}  // namespace baton
