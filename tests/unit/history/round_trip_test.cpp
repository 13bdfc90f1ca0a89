// A whole history as a file: out of one store, into another, and out again as the same bytes.
#include "core/history/export.hpp"

#include <random>

#include "core/base/hash.hpp"
#include "core/base/text.hpp"
#include "core/sync/receive.hpp"
#include "tests/catch.hpp"
#include "tests/support/history.hpp"
#include "tests/support/store.hpp"

namespace baton {
namespace {

Response asked(test::Store& store, const std::string& cursor) {
  Request request;
  request.target = "/api/export" + (cursor.empty() ? "" : "?cursor=" + cursor);
  return native::call(store.database(), store.context(), std::move(request));
}

std::string cursor_after(const Response& response) {
  for (const auto& [name, value] : response.headers)
    if (name == "Next-Cursor") return value;
  return "";
}

std::string exported(test::Store& store) {
  std::string file;
  std::string cursor;
  do {
    const Response piece = asked(store, cursor);
    REQUIRE(piece.status == 200);
    file += piece.body;
    cursor = cursor_after(piece);
  } while (!cursor.empty());
  return file;
}

/// In pieces that end anywhere.
Json imported(test::Store& store, const std::string& file, const std::string& query = "",
              int status = 200) {
  Request request;
  request.method = "POST";
  request.target = "/api/imports/history" + query;
  std::size_t at = 0;
  const Response response = native::call(
      store.database(), store.context(), std::move(request), [&]() -> NextPiece::Reply {
        if (at >= file.size()) return std::optional<std::string>();
        std::string piece = file.substr(at, 1 + (at * 7919) % 5000);
        at += piece.size();
        return std::optional(std::move(piece));
      });
  INFO(response.body);
  REQUIRE(response.status == status);
  return *parse_json(response.body);
}

std::vector<std::string> all_shown(test::Store& store) {
  std::vector<std::string> all = store.rows("SELECT kind, id, uid FROM ids ORDER BY kind, id");
  for (const char* sql : {"SELECT hash, body FROM texts ORDER BY hash",
                          "SELECT * FROM session_numbers ORDER BY session_id",
                          "SELECT id, device_id, device_seq, hlc, at FROM events ORDER BY seq",
                          "SELECT name, url, key_name, preferred FROM models ORDER BY name"})
    for (std::string& row : store.rows(sql)) all.push_back(std::move(row));
  for (const std::string& query : test::projection_queries())
    for (std::string& row : store.rows(query)) all.push_back(std::move(row));
  return all;
}

void save_turn(test::Store& store, const Json& session, const std::string& content) {
  store.call(
      "POST", "/api/conversations/save",
      {{"session_id", session}, {"conversation", {{{"role", "user"}, {"content", content}}}}});
  REQUIRE(store.last_status() == 200);
}

/// Two projects, sessions with texts, a deleted one, knowledge, prices, a model, and what other
/// devices wrote.
void fill(test::Store& store) {
  for (const char* name : {"one", "two"}) {
    const Json project = store.call("POST", "/api/projects", {{"name", name}});
    for (int i = 0; i < 3; ++i) {
      const Json session = store.call("POST", "/api/sessions", {{"project_id", project["id"]}});
      save_turn(store, session["data"]["session_id"],
                std::string(name) + std::to_string(i) + std::string(2000, 'x') + "\n\"\u00e4\"");
      store.call("POST", "/api/sessions/" + to_text(session["data"]["session_id"]) + "/complete",
                 {{"accomplishments", "a"}});
    }
  }
  store.call("POST", "/api/knowledge", {{"title", "t"}, {"content", "c"}, {"category", "pattern"}});
  store.call("PATCH", "/api/prices", {{"own", {{{"model", "m"}, {"input", 1}, {"output", 2}}}}});
  store.call(
      "POST", "/api/models",
      {{"name", "local"}, {"provider", "ollama"}, {"url", "http://127.0.0.1:1"}, {"model", "x"}});
  REQUIRE(store.last_status() == 200);
  std::mt19937 random(5);
  REQUIRE(store.run(test::arrival(test::random_history(random, 40))));
  store.call("DELETE", "/api/projects/2");
}

TEST_CASE("a history goes out, in and out again as the same bytes", "[history]") {
  test::Store old;
  fill(old);
  // Events of the generator say no true hash of their body.
  for (const std::string& id : old.rows("SELECT id FROM events"))
    old.run({{"UPDATE events SET body_hash = ?2 WHERE id = ?1",
              {id, text_hash(old.rows("SELECT body FROM events WHERE id = '" + id + "'")[0])}}});
  const std::string file = exported(old);
  CHECK(history::is_export(file));
  test::Store fresh;
  const std::string own = fresh.rows("SELECT device_id FROM clock")[0];
  const Json report = imported(fresh, file)["data"];
  CHECK(report["complete"] == true);
  CHECK(report["refused"].empty());
  CHECK(report["events_added"] == report["events_read"]);
  CHECK(exported(fresh) == file);
  CHECK(all_shown(fresh) == all_shown(old));

  SECTION("again it adds nothing") {
    CHECK(imported(fresh, file)["data"]["events_added"] == 0);
    CHECK(exported(fresh) == file);
  }
  SECTION("what is written afterwards is the new store's own") {
    fresh.call("POST", "/api/projects", {{"name", "three"}});
    CHECK(fresh.rows("SELECT device_id, device_seq FROM events ORDER BY seq DESC LIMIT 1")[0] ==
          own + "|1");
    CHECK(imported(old, exported(fresh))["data"]["events_added"] == 1);
  }
  SECTION("a part of it is taken with the file's first lines") {
    test::Store parts;
    const std::size_t first = file.find('\n') + 1;
    const std::size_t half = file.find('\n', file.size() / 2) + 1;
    CHECK(imported(parts, file.substr(0, half), "?line=2")["data"]["complete"] == false);
    CHECK(imported(parts, file.substr(0, first) + file.substr(half),
                   "?line=9")["data"]["complete"] == true);
    CHECK(exported(parts) == file);
  }
}

TEST_CASE("an import that broke off is gone on with by the whole file", "[history]") {
  test::Store old;
  fill(old);
  old.run({{"DELETE FROM events WHERE device_id <> (SELECT device_id FROM clock)", {}}});
  const std::string file = exported(old);
  for (std::size_t cut = 1; cut + 1 < file.size(); cut += file.size() / 7) {
    test::Store fresh;
    const Json answer = imported(fresh, file.substr(0, cut), "", cut < 10 ? 415 : 422);
    CHECK_FALSE(answer["error"].get<std::string>().empty());
    imported(fresh, file);
    CHECK(exported(fresh) == file);
  }
}

TEST_CASE("a damaged line is named, and what stands before it is stored", "[history]") {
  test::Store old;
  old.call("POST", "/api/projects", {{"name", "whole"}});
  const std::string file = exported(old);
  std::string changed = file;
  changed.replace(changed.find("whole"), 5, "whose");
  test::Store fresh;
  const Json answer = imported(fresh, changed, "", 422);
  CHECK(answer["code"] == "damaged_line");
  CHECK(contains(answer["error"].get<std::string>(), "Line 3 "));
  CHECK(fresh.rows("SELECT count(*) FROM events")[0] == "0");
}

TEST_CASE("a newer format is refused, and what is none", "[history]") {
  test::Store store;
  CHECK(imported(store, "{\"format\":\"baton-export\",\"version\":2}\n", "", 422)["code"] ==
        "newer_format");
  for (const char* file : {"", "\n", "{}\n", "what", "{\"format\":\"other\"}"})
    CHECK(imported(store, file, "", 415)["code"] == "unknown_format");
}

TEST_CASE("a secret in an export is masked at the door", "[history]") {
  test::Store old;
  const Json project = old.call("POST", "/api/projects", {{"name", "p"}});
  const Json session = old.call("POST", "/api/sessions", {{"project_id", project["id"]}});
  save_turn(old, session["data"]["session_id"], "use PLANTED now");
  const std::string secret = "ghp_Zk3vQ8mN1xR7tY5wL0pB9cD2fH6jS4aGeUiO";
  const std::string planted = "use " + secret + " now";
  old.run({{"UPDATE texts SET body = ?1, hash = ?2", {planted, text_hash(planted)}}});
  test::Store fresh;
  CHECK(imported(fresh, exported(old))["data"]["masked"].size() == 1);
  CHECK_FALSE(contains(exported(fresh), secret));
  CHECK(contains(exported(fresh), "[masked:github-token:"));
}

}  // namespace
}  // namespace baton
