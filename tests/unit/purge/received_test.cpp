// A purge travels: what one store purged is in no file of the other after they exchanged.
#include "core/purge/received.hpp"

#include "core/sync/offer.hpp"
#include "core/sync/receive.hpp"
#include "tests/unit/purge/site.hpp"

namespace baton {
namespace {

using test::Site;

template <class T>
T done_in(Site& site, Task<Result<T>> task) {
  Run<Result<T>> run(std::move(task));
  while (const Effect* effect = run.step()) run.reply(native::perform(site.database(), *effect));
  auto result = run.result();
  if (!result) FAIL(result.error().message);
  return *std::move(result);
}

/// As it arrives.
sync::Load sent(const sync::Load& load) {
  std::string json = "{";
  sync::append_load(json, load);
  return sync::load_of(*parse_json(json + '}'));
}

void carry(Site& from, Site& to) {
  std::int64_t cursor = 0;
  for (bool more = true; more;) {
    sync::Offer page = sync::offer_of(
        from.database().run({{sync::page_for_device(cursor, 3)}})->front(), cursor, 3, 0);
    more = page.more;
    cursor = page.cursor;
    for (const sync::Receipt& receipt : done_in(to, sync::receive(sent(page.load), {})).receipts)
      CHECK(receipt.refused == "");
  }
}

std::string worked(Site& site, const std::string& word) {
  const Json project =
      site.call("POST", "/api/projects", {{"name", "about " + word}, {"description", word}});
  const Json session = site.call("POST", "/api/sessions",
                                 {{"project_id", project["id"]}, {"objectives", "do " + word}});
  site.call(
      "POST", "/api/conversations/save",
      {{"session_id", session["data"]["session_id"]},
       {"conversation", {{{"role", "user"}, {"content", "before " + word + " velvetharbour"}}}}});
  const Rows uid = site.run("SELECT uid FROM sessions ORDER BY id DESC LIMIT 1");
  return std::get<std::string>(uid[0][0]);
}

std::vector<std::string> shown(Site& site) {
  std::vector<std::string> all = site.projections();
  for (const Row& row : site.run("SELECT hash || coalesce(body, '') FROM texts ORDER BY hash"))
    all.push_back(std::get<std::string>(row[0]));
  for (const Row& row : site.run("SELECT id || body FROM events ORDER BY id"))
    all.push_back(std::get<std::string>(row[0]));
  return all;
}

TEST_CASE("a text that one store purged is in no file of the other after the exchange", "[purge]") {
  Site one;
  Site other;
  worked(one, "quietlantern");
  carry(one, other);
  other.call("GET", "/api/search?q=quietlantern");
  REQUIRE(other.holds("quietlantern"));
  one.purge({{"text", "quietlantern"}});
  carry(one, other);
  CHECK_FALSE(other.holds("quietlantern"));
  CHECK(other.holds("velvetharbour"));
  CHECK(shown(other) == shown(one));
  CHECK(other.call("GET", "/api/search?q=velvetharbour").at("data").size() == 1);
  SECTION("nor after it was sent back, and again") {
    carry(other, one);
    carry(one, other);
    CHECK(shown(other) == shown(one));
    CHECK_FALSE(one.holds("quietlantern"));
  }
  SECTION("a purge of more of it follows") {
    other.purge({{"text", "velvetharbour"}});
    carry(other, one);
    CHECK_FALSE(one.holds("velvetharbour"));
    CHECK(one.holds("before [forgotten]"));
    CHECK(shown(other) == shown(one));
  }
}

TEST_CASE("an old copy of what was purged does not come back", "[purge]") {
  Site one;
  Site other;
  Site late;
  worked(one, "quietlantern");
  carry(one, other);
  carry(one, late);
  other.purge({{"text", "quietlantern"}});
  carry(other, one);
  carry(late, one);
  CHECK_FALSE(one.holds("quietlantern"));
  Site fresh;
  carry(one, fresh);
  carry(late, fresh);
  CHECK_FALSE(fresh.holds("quietlantern"));
  CHECK(shown(fresh) == shown(one));
}

TEST_CASE("of what two stores purged in two ways nothing stays, on either", "[purge]") {
  Site one;
  Site other;
  worked(one, "quietlantern");
  carry(one, other);
  one.purge({{"text", "quietlantern"}});
  other.purge({{"text", "velvetharbour"}});
  carry(one, other);
  carry(other, one);
  for (Site* site : {&one, &other}) {
    CHECK_FALSE(site->holds("quietlantern"));
    CHECK_FALSE(site->holds("velvetharbour"));
  }
}

TEST_CASE("a forgotten session is forgotten elsewhere too", "[purge]") {
  Site one;
  Site other;
  const std::string session = worked(one, "quietlantern");
  carry(one, other);
  one.purge({{"session", session}});
  carry(one, other);
  CHECK_FALSE(other.holds("velvetharbour"));
  CHECK(shown(other) == shown(one));
}

}  // namespace
}  // namespace baton
