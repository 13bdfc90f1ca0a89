// What two stores that worked apart have after they exchanged.
#include "core/sync/offer.hpp"
#include "core/sync/receive.hpp"
#include "tests/catch.hpp"
#include "tests/support/store.hpp"

namespace baton::sync {
namespace {

constexpr const char* kProjectUid = "00000000-0000-7000-8000-00000000cafe";

template <class T>
T met(test::Store& store, Task<Result<T>> task) {
  Run<Result<T>> run(std::move(task));
  while (const Effect* effect = run.step()) run.reply(native::perform(store.database(), *effect));
  auto result = run.result();
  if (!result) FAIL(result.error().message);
  return *std::move(result);
}

void pour(test::Store& from, test::Store& to) {
  std::int64_t cursor = 0;
  for (bool more = true; more;) {
    Offer page =
        offer_of(from.database().run({{page_for_device(cursor, 500)}})->front(), cursor, 500, 0);
    more = page.more;
    cursor = page.cursor;
    met(to, receive(std::move(page.load), {}));
  }
}

void import_transcript(test::Store& store) {
  const char* transcript =
      R"({"sessionId":"s","cwd":"/src/x","timestamp":"2026-01-01T10:00:00.000Z","type":"user","uuid":"u1","message":{"role":"user","content":"write it"}}
{"sessionId":"s","cwd":"/src/x","timestamp":"2026-01-01T10:01:00.000Z","type":"assistant","uuid":"u2","message":{"id":"m","role":"assistant","content":[{"type":"text","text":"written"}]}}
)";
  bool sent = false;
  Request request;
  request.method = "POST";
  request.target = "/api/imports?project=1&name=t.jsonl";
  const Response response = native::call(store.database(), store.context(), std::move(request),
                                         [&]() -> NextPiece::Reply {
                                           if (std::exchange(sent, true))
                                             return std::optional<std::string>();
                                           return std::optional(std::string(transcript));
                                         });
  INFO(response.body);
  REQUIRE(response.status < 300);
}

TEST_CASE("a transcript that two devices imported is there once", "[sync]") {
  test::Store one;
  test::Store other;
  for (test::Store* store : {&one, &other}) {
    store->call("POST", "/api/projects", {{"name", "x"}, {"uid", kProjectUid}});
    import_transcript(*store);
  }
  pour(one, other);
  pour(other, one);
  for (test::Store* store : {&one, &other}) {
    CHECK(store->rows("SELECT count(*) FROM projects")[0] == "1");
    CHECK(store->rows("SELECT count(*) FROM sessions")[0] == "1");
    CHECK(store->rows("SELECT count(*) FROM conversation_history")[0] == "2");
    CHECK(store->rows("SELECT session_number FROM session_numbers")[0] == "1");
  }
}

TEST_CASE("a project edited in two places shows one result, and its history both edits", "[sync]") {
  test::Store one;
  test::Store other;
  one.call("POST", "/api/projects", {{"name", "x"}, {"uid", kProjectUid}});
  pour(one, other);
  one.call("PATCH", std::string("/api/projects/") + kProjectUid, {{"name", "of one"}});
  other.call("PATCH", std::string("/api/projects/") + kProjectUid, {{"name", "of the other"}});
  pour(one, other);
  pour(other, one);
  CHECK(one.rows("SELECT name FROM projects") == other.rows("SELECT name FROM projects"));
  Json seen[2];
  for (std::size_t i = 0; i < 2; ++i) {
    test::Store& store = i == 0 ? one : other;
    seen[i] = store.call("GET", std::string("/api/projects/") + kProjectUid + "/history")["data"];
    REQUIRE(seen[i].size() == 3);
    CHECK(seen[i][0]["stands"] == Json::array({"name"}));
    CHECK(seen[i][1]["stands"].empty());
    CHECK(seen[i][0]["set"]["name"] == store.rows("SELECT name FROM projects")[0]);
  }
  CHECK(seen[0][0]["here"] != seen[1][0]["here"]);
}

}  // namespace
}  // namespace baton::sync
