// Purging: what is told of stored secrets, and that no byte of one is left in the database's files.
#include "core/purge/purge.hpp"

#include <algorithm>

#include "core/base/text.hpp"
#include "tests/catch.hpp"
#include "tests/unit/purge/site.hpp"
#include "tests/unit/redact/redact_check.hpp"

namespace baton {
namespace {

using test::Site;

/// A project whose turn, handoff, knowledge and names hold the secret, as if they had been written
/// before there was a rule for it.
struct Planted {
  std::string secret = "ghp_" + drawn(kAlnums, 36, 77);
  std::string session;
  std::string project;

  explicit Planted(Site& site) {
    project =
        site.call("POST", "/api/projects", {{"name", "Shop"}, {"description", "uses PLANTED here"}})
            .at("data")
            .at("uid")
            .get<std::string>();
    const Json made = site.call("POST", "/api/sessions",
                                {{"project_id", project}, {"objectives", "rotate PLANTED"}});
    const Json id = made.at("data").at("session_id");
    site.call("POST", "/api/conversations/save",
              {{"session_id", id},
               {"conversation",
                {{{"role", "user"}, {"content", "the token PLANTED fails"}},
                 {{"role", "assistant"}, {"content", "I look at it"}}}}});
    site.call("POST", "/api/knowledge",
              {{"title", "PLANTED"}, {"content", "use PLANTED"}, {"category", "pattern"}});
    site.call("POST", "/api/sessions/" + to_text(id) + "/complete",
              {{"accomplishments", "replaced PLANTED"}});
    session =
        site.call("GET", "/api/sessions/" + to_text(id)).at("data").at("uid").get<std::string>();
    site.call("GET", "/api/search?q=planted");  // puts all texts into the index
    for (const char* sql : {"UPDATE texts SET body = replace(body, 'PLANTED', ?1)",
                            "UPDATE events SET body = replace(body, 'PLANTED', ?1)"})
      site.run(sql, {secret});
    site.call("POST", "/api/admin/search-index", {{"action", "rebuild"}});
    for (int i = 0;
         i < 9 && !site.call("POST", "/api/admin/rebuild").at("data").at("done").get<bool>(); ++i) {
    }
  }
};

TEST_CASE("stored secrets are listed with their places") {
  Site site;
  CHECK(site.found().empty());
  const Planted planted(site);
  const Json found = site.found();
  std::vector<std::string> kinds;
  for (const Json& one : found) {
    CHECK(one.at("rule") == "github-token");
    kinds.push_back(one.at("kind").get<std::string>());
  }
  for (const char* kind : {"turn", "handoff", "knowledge", "event"})
    CHECK(std::ranges::find(kinds, kind) != kinds.end());
  const auto turn =
      std::ranges::find_if(found, [](const Json& one) { return one.at("kind") == "turn"; });
  REQUIRE(turn != found.end());
  CHECK(turn->at("project") == "Shop");
  CHECK(turn->at("session") == 1);
  CHECK(turn->at("turn") == 1);
  CHECK_FALSE(contains(to_text(found), planted.secret));
}

TEST_CASE("after a purge no byte of a secret is in the database's files") {
  Site site;
  const Planted planted(site);
  REQUIRE(site.holds(planted.secret));
  const std::string body_part = planted.secret.substr(4);
  const Json done = site.purge({{"secrets", true}});
  CHECK(done.at("erased") == true);
  CHECK(done.at("texts").get<int>() >= 3);
  CHECK(done.at("events").get<int>() >= 3);
  CHECK(site.found().empty());
  CHECK_FALSE(site.holds(body_part));
  for (std::size_t at = 0; at + 12 <= body_part.size(); at += 6)
    CHECK_FALSE(site.holds(body_part.substr(at, 12)));
  CHECK(site.holds(mask_for("github-token", planted.secret)));
}

TEST_CASE("what was purged folds to what is shown, and is searched") {
  Site site;
  const Planted planted(site);
  site.purge({{"secrets", true}});
  const auto before = site.projections();
  while (!site.call("POST", "/api/admin/rebuild").at("data").at("done").get<bool>()) {
  }
  CHECK(site.projections() == before);
  const std::string mask = mask_for("github-token", planted.secret);
  const Json project = site.call("GET", "/api/projects/" + planted.project).at("data");
  CHECK(project.at("description") == "uses " + mask + " here");
  CHECK(site.call("GET", "/api/search?q=fails").at("data").size() == 2);
  CHECK(site.call("GET", "/api/search?q=" + lowered(planted.secret.substr(4))).at("data").empty());
  CHECK(site.run("SELECT count(*) FROM events WHERE type = 'store.purged'") ==
        Rows{{std::int64_t{2}}});
}

TEST_CASE("a text is forgotten wherever it stands") {
  Site site;
  const Planted planted(site);
  site.purge({{"text", planted.secret}});
  CHECK_FALSE(site.holds(planted.secret.substr(4)));
  const Json turn = site.call("GET", "/api/sessions/" + planted.session + "/turns/1").at("data");
  CHECK(turn.at("content") == "the token [forgotten] fails");
}

TEST_CASE("a session is forgotten, and what others share stays") {
  Site site;
  const Planted planted(site);
  const Json other = site.call("POST", "/api/sessions",
                               {{"project_id", planted.project}, {"objectives", "other"}});
  site.call("POST", "/api/conversations/save",
            {{"session_id", other.at("data").at("session_id")},
             {"conversation", {{{"role", "assistant"}, {"content", "I look at it"}}}}});
  site.purge({{"session", planted.session}});
  CHECK_FALSE(site.holds("fails"));
  CHECK_FALSE(site.holds("rotate " + planted.secret));
  CHECK(site.holds("I look at it"));
  CHECK(site.run("SELECT deleted FROM sessions WHERE uid = ?1", {planted.session}) ==
        Rows{{std::int64_t{1}}});
  CHECK(site.call("GET", "/api/search?q=look").at("data").size() == 1);
}

TEST_CASE("a purge that another one takes over is made whole") {
  Site site;
  const Planted planted(site);
  site.call("POST", "/api/admin/purge", {{"secrets", true}});
  CHECK(site.call("GET", "/api/admin/secrets").at("data").at("unfinished") == true);
  site.purge({{"text", "nothing of the kind"}});
  site.purge({{"secrets", true}});
  CHECK_FALSE(site.holds(planted.secret.substr(4)));
  CHECK(site.call("GET", "/api/admin/secrets").at("data").at("unfinished") == false);
  CHECK(site.call("GET", "/api/search?q=fails").at("data").size() == 2);
}

}  // namespace
}  // namespace baton
