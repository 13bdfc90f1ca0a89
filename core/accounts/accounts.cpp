#include "core/accounts/accounts.hpp"

#include "core/base/json.hpp"
#include "core/base/text.hpp"
#include "core/events/creation.hpp"
#include "core/http/answer.hpp"
#include "core/store/listing.hpp"
#include "core/store/read.hpp"

namespace baton::accounts {
namespace {

constexpr const char* kMembers =
    "SELECT json_object('id', a.id, 'uid', a.uid, 'account_name', a.account_name, 'platform', "
    "a.platform, 'credits_available', a.credits_available, 'credits_used_today', "
    "a.credits_used_today, 'credits_left', a.credits_available - a.credits_used_today, "
    "'specialization', a.specialization, 'status', a.status, 'created_at', a.created_at, "
    "'updated_at', a.updated_at)";

constexpr const char* kFrom = " FROM accounts a WHERE a.deleted = 0";

Statement select_one(const std::string& column, Value value) {
  return {std::string(kMembers) + kFrom + " AND a." + column + " = ?1", {std::move(value)}};
}

/// The members that are there; all of them checked.
Result<Json> members_of(const Json& body, bool whole) {
  Decoder decoder(body);
  Json set = Json::object();
  if (whole || decoder.has("account_name"))
    set["account_name"] =
        std::string(trimmed(decoder.text("account_name", {.least = 1, .most = 200})));
  for (const char* name : {"platform", "specialization"})
    if (decoder.has(name)) set[name] = decoder.text(name, {.least = 0, .most = 500});
  for (const char* name : {"credits_available", "credits_used_today"})
    if (decoder.has(name)) set[name] = decoder.number_or(name, 0, 0, 1e12);
  if (decoder.has("status"))
    set["status"] = decoder.word_or("status", "", {"active", "paused", "exhausted", "archived"});
  if (decoder.error()) return std::unexpected(*decoder.error());
  if (set.empty())
    return fail(Fault::invalid, "nothing_to_change", "Send a member of the account.");
  return set;
}

Task<Result<Response>> commit_one(std::string type, std::string uid, Json set) {
  Change change;
  const Json body = {{"set", std::move(set)}};
  change.events.push_back({std::move(type), uid, to_text(body)});
  change.reads.push_back(select_one("uid", uid));
  CO_TRY(const std::vector<Rows> rows, commit(std::move(change)));
  co_return answer(rows[0].empty() ? "null" : row_json(rows[0][0]));
}

Task<Result<std::string>> uid_at(Request request) {
  std::string id(request.param("id"));
  CO_CHECK(const Key key, key_of(id, "id"));
  CO_TRY(const Row row,
         read_one({"SELECT uid FROM accounts WHERE " + key.column + " = ?1 AND deleted = 0",
                   {key.value}},
                  "account", id));
  co_return text_at(row, 0);
}

}  // namespace

Task<Result<Response>> list(Context& /*context*/, Request request) {
  CO_CHECK(const Page page, page_of(request));
  const Listing listing{.select = kMembers,
                        .from = kFrom,
                        .keys = {{"a.account_name", Listing::text}, {"a.id", Listing::number}}};
  CO_CHECK(Statement statement, page_statement(listing, page));
  CO_TRY(Rows rows, read(std::move(statement)));
  co_return answer_page(std::move(rows), page);
}

Task<Result<Response>> create(Context& /*context*/, Request request) {
  CO_CHECK(const Json body, body_of(request));
  CO_CHECK(Json set, members_of(body, true));
  Decoder decoder(body);
  std::string sent = decoder.text_or("uid", "", {.least = 0, .most = 36});
  if (decoder.error()) co_return std::unexpected(*decoder.error());
  CO_TRY(const std::string uid, uid_for(std::move(sent)));
  CO_TRY(set["created_at"], now_text());
  set["deleted"] = 0;
  const Json event = {{"set", std::move(set)}};
  Change change;
  change.events.push_back({"account.created", uid, to_text(event)});
  change.reads.push_back(select_one("uid", uid));
  CO_TRY(const Creation made, commit_once(std::move(change), "account", uid));
  co_return answer(row_json(made.rows[0][0]));
}

Task<Result<Response>> show(Context& /*context*/, Request request) {
  std::string id(request.param("id"));
  CO_CHECK(const Key key, key_of(id, "id"));
  CO_TRY(const Row row, read_one(select_one(key.column, key.value), "account", std::move(id)));
  co_return answer(row_json(row));
}

Task<Result<Response>> change(Context& /*context*/, Request request) {
  CO_CHECK(const Json body, body_of(request));
  CO_CHECK(Json set, members_of(body, false));
  CO_TRY(std::string uid, uid_at(std::move(request)));
  co_return co_await commit_one("account.changed", std::move(uid), std::move(set));
}

Task<Result<Response>> remove(Context& /*context*/, Request request) {
  CO_TRY(std::string uid, uid_at(std::move(request)));
  Json set = {{"deleted", 1}};
  co_return co_await commit_one("account.deleted", std::move(uid), std::move(set));
}

Task<Result<Response>> next(Context& /*context*/, Request request) {
  Statement statement{
      std::string(kMembers) + kFrom +
          " AND a.status = 'active' ORDER BY (?1 <> '' AND a.specialization = ?1) DESC, "
          "a.credits_available - a.credits_used_today DESC, a.account_name LIMIT 1",
      {std::string(request.argument("specialization"))}};
  CO_TRY(const Rows rows, read(std::move(statement)));
  co_return answer(rows.empty() ? "null" : row_json(rows[0]));
}

}  // namespace baton::accounts
