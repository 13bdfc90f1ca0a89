#include "core/events/creation.hpp"

#include "core/store/read.hpp"

namespace baton {
namespace {

std::string table_of(const std::string& kind) {
  return kind == "knowledge" ? "knowledge_base" : kind + 's';
}

std::unexpected<Error> uid_taken(const std::string& uid) {
  return fail(Fault::conflict, "uid_taken",
              "The uid " + uid + " names something else here, or something that was deleted.",
              "uid");
}

}  // namespace

Task<Result<Creation>> commit_once(Change change, std::string kind, std::string uid) {
  std::vector<Statement> again = change.reads;
  change.guards.push_back(unless("EXISTS (SELECT 1 FROM " + table_of(kind) +
                                     " WHERE uid = ?1) OR EXISTS (SELECT 1 FROM ids WHERE uid = ?1 "
                                     "AND kind <> ?2)",
                                 {uid, kind}));
  auto outcome = co_await commit(std::move(change));
  if (!outcome && outcome.error().code != "guard") co_return std::unexpected(outcome.error());
  if (outcome && outcome->front().empty()) co_return std::unexpected(unknown(kind, uid));
  if (outcome) co_return Creation{true, *std::move(outcome)};
  CO_TRY(std::vector<Rows> rows, read_all(std::move(again)));
  if (rows.front().empty()) co_return uid_taken(uid);
  co_return Creation{false, std::move(rows)};
}

}  // namespace baton
