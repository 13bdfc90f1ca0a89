#include "core/base/task.hpp"

#include "tests/catch.hpp"

namespace baton {
namespace {

Task<Result<int>> one(int n) { co_return n; }

Task<Result<int>> sum_to(int n) {
  int sum = 0;
  for (int i = 0; i < n; ++i) {
    CO_TRY(const int next, one(1));
    sum += next;
  }
  co_return sum;
}

Task<Result<int>> failing() { co_return fail(Fault::conflict, "no", "No."); }

Task<Result<int>> passes_on() {
  CO_TRY(const int value, failing());
  co_return value;
}

Task<std::int64_t> two_effects() {
  const std::int64_t now = co_await perform(Now{});
  const std::string entropy = co_await perform(Entropy{.bytes = 2});
  co_return now + static_cast<std::int64_t>(entropy.size());
}

TEST_CASE("a million awaits take no stack") {
  Run<Result<int>> run(sum_to(1'000'000));
  REQUIRE(run.step() == nullptr);
  CHECK(run.result() == 1'000'000);
}

TEST_CASE("CO_TRY hands an error on") {
  Run<Result<int>> run(passes_on());
  REQUIRE(run.step() == nullptr);
  const auto result = run.result();
  REQUIRE(!result);
  CHECK(result.error().code == "no");
}

TEST_CASE("effects come out in order and take replies") {
  Run<std::int64_t> run(two_effects());
  Effect* effect = run.step();
  REQUIRE(effect);
  CHECK(std::holds_alternative<Now>(*effect));
  run.reply(Now::Reply{40});
  effect = run.step();
  REQUIRE(effect);
  CHECK(std::get<Entropy>(*effect).bytes == 2);
  run.reply(std::string("ab"));
  REQUIRE(run.step() == nullptr);
  CHECK(run.result() == 42);
}

Task<std::int64_t> twice_the_same() {
  Batch batch;
  batch.statements.push_back({"SELECT ?1", {std::string(1000, 'a')}});
  for (int times = 0; times < 2; ++times) {
    const Batch::Reply reply = co_await perform_repeatable(batch);
    if (reply) co_return std::int64_t{times};
  }
  co_return -1;
}

TEST_CASE("an effect that may be repeated comes back with all it holds") {
  Run<std::int64_t> run(twice_the_same());
  for (int times = 0; times < 2; ++times) {
    const Effect* effect = run.step();
    REQUIRE(effect);
    const Batch& batch = std::get<Batch>(*effect);
    REQUIRE(batch.statements.size() == 1);
    CHECK(std::get<std::string>(batch.statements[0].parameters[0]).size() == 1000);
    if (times == 0) run.reply(Batch::Reply(fail(Fault::unavailable, "transient", "")));
  }
  run.reply(Batch::Reply(std::vector<Rows>(1)));
  REQUIRE(run.step() == nullptr);
  CHECK(run.result() == 1);
}

TEST_CASE("a run may be destroyed at any effect") {
  for (int steps = 0; steps < 3; ++steps) {
    Run<std::int64_t> run(two_effects());
    if (steps > 0) run.step();
    if (steps > 1) {
      run.reply(Now::Reply{1});
      run.step();
    }
  }
  SUCCEED();
}

}  // namespace
}  // namespace baton
