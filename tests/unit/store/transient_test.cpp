#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "core/store/repeat.hpp"
#include "tests/catch.hpp"
#include "tests/support/abi_host.hpp"
#include "tests/support/store.hpp"

namespace baton::test {
namespace {

/// Loses the connection at some of a request's batches.
struct Loss {
  int first = -1;     ///< the number of the request's batch, from 0
  int times = 0;      ///< so many in a row
  bool done = false;  ///< the batch is done all the same
};

/// Performs a request's effects, but for what is lost.
class LossyHost {
 public:
  explicit LossyHost(Loss loss) : loss_(loss) {}

  Response answer(const Step& step) {
    batches_ = pieces_ = 0;
    Context context;
    context.token_required = step.value("token_required", false);
    Run<Response> run(handle(context, request_of(step)));
    while (const Effect* effect = run.step()) run.reply(perform(step, *effect));
    return run.result();
  }

  Store& store() { return store_; }
  int batches() const { return batches_; }
  std::int64_t slept() const { return slept_; }

 private:
  static Request request_of(const Step& step) {
    Request request;
    request.method = step.at("method").get<std::string>();
    request.target = step.at("target").get<std::string>();
    for (const Json& header : step.value("headers", Json::array()))
      request.headers.emplace_back(header[0].get<std::string>(), header[1].get<std::string>());
    if (step.contains("body"))
      request.body =
          step["body"].is_string() ? step["body"].get<std::string>() : to_text(step["body"]);
    return request;
  }

  EffectReply perform(const Step& step, const Effect& effect) {
    if (const auto* sleep = std::get_if<Sleep>(&effect)) {
      slept_ += sleep->milliseconds;
      return Sleep::Reply{};
    }
    if (std::holds_alternative<NextPiece>(effect)) return next_piece(step);
    if (!std::holds_alternative<Batch>(effect)) return native::perform(store_.database(), effect);
    const int number = batches_++ - loss_.first;
    if (loss_.first < 0 || number < 0 || number >= loss_.times)
      return native::perform(store_.database(), effect);
    if (loss_.done) native::perform(store_.database(), effect);
    return Batch::Reply(fail(Fault::unavailable, "transient", "Network connection lost."));
  }

  NextPiece::Reply next_piece(const Step& step) {
    const Json all = step.value("pieces", Json::array());
    if (pieces_ == static_cast<int>(all.size())) return std::nullopt;
    return all[static_cast<std::size_t>(pieces_++)].get<std::string>();
  }

  Loss loss_;
  Store store_;
  int batches_ = 0, pieces_ = 0;
  std::int64_t slept_ = 0;
};

std::vector<Step> steps() {
  std::vector<Step> all = scenario("tests/wasm/scenario.json");
  all.push_back(
      {{"method", "POST"}, {"target", "/api/projects"}, {"body", {{"name", "Imported"}}}});
  all.push_back({{"method", "POST"},
                 {"target", "/api/imports?project=3&name=talk.md"},
                 {"pieces", {"# User\n\nBuild the lamp.\n\n", "# Assistant\n\nIt is built.\n"}}});
  return all;
}

/// What a host without losses answers, and what is stored then.
struct Outcome {
  std::vector<int> statuses;
  std::vector<std::string> stored;
  int most_batches = 0;

  bool operator==(const Outcome& other) const {
    return statuses == other.statuses && stored == other.stored;
  }
};

Outcome outcome_of(LossyHost& host) {
  Outcome outcome;
  for (const Step& step : steps()) {
    outcome.statuses.push_back(host.answer(step).status);
    outcome.most_batches = std::max(outcome.most_batches, host.batches());
  }
  for (const char* table : {"texts", "ids", "session_numbers", "conversation_history", "projects",
                            "sessions", "handoff_documents", "knowledge_base", "accounts"})
    outcome.stored.push_back(host.store().rows("SELECT count(*) FROM " + std::string(table))[0]);
  for (std::string& row :
       host.store().rows("SELECT type, count(*) FROM events GROUP BY type ORDER BY type"))
    outcome.stored.push_back(std::move(row));
  return outcome;
}

TEST_CASE("a connection that is lost for a moment is not noticed, and nothing is done twice") {
  LossyHost calm({});
  const Outcome expected = outcome_of(calm);
  REQUIRE(expected.statuses.back() == 200);
  CHECK(calm.slept() == 0);
  for (int first = 0; first < expected.most_batches; ++first) {
    for (const bool done : {false, true}) {
      for (const int times : {1, 2, kMostRepeats}) {
        CAPTURE(first, done, times);
        LossyHost host({first, times, done});
        const Outcome outcome = outcome_of(host);
        REQUIRE(outcome.statuses == expected.statuses);
        REQUIRE(outcome.stored == expected.stored);
      }
    }
  }
}

TEST_CASE("a connection that stays lost is a 503 that says when to come again, never a 500") {
  LossyHost calm({});
  const int most = outcome_of(calm).most_batches;
  for (int first = 0; first < most; ++first) {
    for (const bool done : {false, true}) {
      CAPTURE(first, done);
      LossyHost host({first, 1'000'000, done});
      for (const Step& step : steps()) {
        const Response response = host.answer(step);
        CAPTURE(step, response.body);
        REQUIRE((response.status < 500 || response.status == 503));
        if (response.status != 503) continue;
        bool says_when = false;
        for (const auto& [name, value] : response.headers)
          says_when = says_when || (name == "Retry-After" && value == "5");
        REQUIRE(says_when);
        REQUIRE(response.body.find("\"code\":\"transient\"") != std::string::npos);
      }
    }
  }
}

TEST_CASE("waiting doubles from 50 ms, less up to a half, five times at most") {
  LossyHost host({0, 1'000'000, false});
  const Response response = host.answer({{"method", "GET"}, {"target", "/api/projects"}});
  CHECK(response.status == 503);
  CHECK(host.batches() == 1 + kMostRepeats);
  CHECK(host.slept() >= 50 * 31 / 2);
  CHECK(host.slept() <= 50 * 31);
}

TEST_CASE("what must not be done twice is not tried again") {
  for (const bool done : {false, true}) {
    LossyHost host({0, 1, done});
    const Step step = {{"method", "POST"}, {"target", "/api/tokens"}, {"body", {{"name", "once"}}}};
    const Response response = host.answer(step);
    CHECK(response.status == 503);
    CHECK(response.body.find("not known whether") != std::string::npos);
    CHECK(host.store().rows("SELECT count(*) FROM tokens")[0] == (done ? "1" : "0"));
  }
}

TEST_CASE("texts that have no room in a change's batch are stored before it") {
  Store store;
  const Json project = store.call("POST", "/api/projects", {{"name", "Large"}});
  for (const auto& [turns, bytes] : {std::pair{25'000, 40}, {300, 25'000}, {7, 1'000'000}}) {
    CAPTURE(turns, bytes);
    Json conversation = Json::array();
    for (int i = 0; i < turns; ++i)
      conversation.push_back(
          {{"role", "user"},
           {"content", std::to_string(i) + std::string(static_cast<std::size_t>(bytes), 'x')}});
    const Json created =
        store.call("POST", "/api/sessions", {{"project_id", project["data"]["id"]}});
    const Json body = {{"session_id", created["data"]["session_id"]},
                       {"conversation", conversation}};
    for (const int saved : {turns, 0}) {
      const Json answer = store.call("POST", "/api/conversations/save", body);
      CAPTURE(to_text(answer));
      REQUIRE(store.last_status() == 200);
      CHECK(answer["data"]["saved"] == saved);
      CHECK(answer["data"]["total"] == turns);
    }
  }
}

}  // namespace
}  // namespace baton::test
