#include "core/events/page.hpp"

#include "core/events/event.hpp"
#include "tests/catch.hpp"
#include "tests/support/store.hpp"

using namespace baton;

namespace {

/// Commits, and tells the effects by their place in the variant.
std::vector<std::size_t> effects_of_commit(test::Store& store, Change change) {
  std::vector<std::size_t> effects;
  Run<Result<std::vector<Rows>>> run(commit(std::move(change)));
  while (const Effect* effect = run.step()) {
    effects.push_back(effect->index());
    run.reply(native::perform(store.database(), *effect));
  }
  return effects;
}

void append(test::Store& store, const std::string& text, int times = 1) {
  for (int i = 0; i < times; ++i) {
    Change change;
    const Json body = {{"set", {{"description", text}}}};
    change.events.push_back({"project.changed", "p", to_text(body)});
    effects_of_commit(store, std::move(change));
  }
}

events::Followed page_after(test::Store& store, std::int64_t since) {
  store.call("GET", events::page_target(since));
  const auto page = events::followed(store.last());
  REQUIRE(page);
  return *page;
}

TEST_CASE("a page takes a megabyte or one event, whichever is more, and leaves nothing out") {
  test::Store store;
  append(store, std::string(880'000, 'x'));
  append(store, std::string(100'000, 'x'));
  append(store, std::string(880'000, 'x'), 2);
  append(store, std::string(1'000, 'x'), 600);
  std::vector<std::size_t> events;
  std::int64_t cursor = 0;
  for (bool more = true; more;) {
    const events::Followed page = page_after(store, cursor);
    CHECK(page.message.size() <= 1'000'000);
    CHECK_FALSE(page.empty);
    const Json data = Json::parse(page.message);
    for (const Json& event : data.at("events")) CHECK(event.at("seq") == ++cursor);
    CHECK(data.at("cursor") == cursor);
    CHECK(page.cursor == cursor);
    more = page.more;
    events.push_back(data.at("events").size());
  }
  CHECK(cursor == 604);
  CHECK(events == std::vector<std::size_t>{2, 1, 81, 500, 20});
}

TEST_CASE("the page at the end is empty and keeps its place") {
  test::Store store;
  const events::Followed before = page_after(store, 0);
  CHECK(before.message == R"({"events":[],"cursor":0})");
  append(store, std::string(1, 'x'), 3);
  const events::Followed after = page_after(store, 3);
  CHECK((after.empty && !after.more));
  CHECK(after.cursor == 3);
  CHECK(page_after(store, 1'000'000).cursor == 3);
}

TEST_CASE("an event's own text is not taken for the page's cursor") {
  test::Store store;
  append(store, R"("data":{"events":[],"cursor":9}})");
  const events::Followed page = page_after(store, 0);
  CHECK(page.cursor == 1);
  CHECK_FALSE(page.empty);
  CHECK(Json::parse(page.message).at("cursor") == 1);
}

TEST_CASE("what is no page of the log is not followed") {
  const auto follows = [](int status, std::string body) {
    return events::followed({.status = status, .headers = {}, .body = std::move(body)}).has_value();
  };
  const std::string page = R"({"success":true,"data":{"events":[],"cursor":7}})";
  CHECK(follows(200, page));
  CHECK_FALSE(follows(401, page));
  CHECK_FALSE(follows(200, page.substr(0, page.size() - 1)));
  CHECK_FALSE(follows(200, R"({"success":true,"data":{"events":[],"cursor":x}})"));
  CHECK_FALSE(follows(200, R"({"success":true,"data":[]})"));
  CHECK_FALSE(follows(200, ""));
}

TEST_CASE("a follower's query goes to the first page, and cannot widen it") {
  CHECK(events::first_page_target("/api/events/ws") == "/api/events?limit=500&");
  CHECK(events::first_page_target("/api/events/ws?since=5&limit=1") ==
        "/api/events?limit=500&since=5&limit=1");
  CHECK(events::page_target(12) == "/api/events?limit=500&since=12");
}

TEST_CASE("a commit is published once it is stored, and only then") {
  test::Store store;
  Change change;
  change.events.push_back({"project.created", "p", "{}"});
  const std::size_t publish = Effect(Publish{}).index();
  const std::size_t batch = Effect(Batch{}).index();
  const auto effects = effects_of_commit(store, change);
  REQUIRE(effects.size() >= 2);
  CHECK(effects.back() == publish);
  CHECK(effects[effects.size() - 2] == batch);
  change.guards.push_back(unless("1 = 1", {}));
  CHECK(effects_of_commit(store, change).back() == batch);
}

}  // namespace
