#include "native/machine/follower.hpp"

#include "tests/catch.hpp"

namespace baton::machine {
namespace {

using std::chrono::seconds;

using Files = std::map<std::string, FileState>;
using Paths = std::vector<std::string>;

TEST_CASE("a file is due when it has lain still, or has been changing for long") {
  FileFollower follower(seconds(10), seconds(60));
  const FileFollower::Clock::time_point start{};
  follower.take({{"a", {1, 1}}});
  CHECK(follower.due({{"a", {1, 1}}}, start).empty());
  CHECK(follower.due({{"a", {2, 2}}, {"b", {1, 1}}}, start + seconds(1)).empty());
  CHECK(follower.waits());
  CHECK(follower.due({{"a", {3, 3}}, {"b", {1, 1}}}, start + seconds(9)).empty());
  CHECK(follower.due({{"a", {3, 3}}, {"b", {1, 1}}}, start + seconds(11)) == Paths{"b"});
  follower.take({{"b", {1, 1}}});
  CHECK(follower.due({{"a", {3, 3}}, {"b", {1, 1}}}, start + seconds(20)) == Paths{"a"});
  CHECK(follower.due({{"a", {3, 3}}, {"b", {1, 1}}}, start + seconds(21)) == Paths{"a"});
  follower.take({{"a", {3, 3}}});
  CHECK(follower.due({{"a", {3, 3}}, {"b", {1, 1}}}, start + seconds(30)).empty());
  CHECK_FALSE(follower.waits());
  for (int i = 0; i <= 60; i += 5) {
    const bool due = !follower.due({{"a", {i, 9}}}, start + seconds(100 + i)).empty();
    CHECK(due == (i == 60));
  }
  CHECK(follower.due({}, start + seconds(200)).empty());
  CHECK_FALSE(follower.waits());
}

TEST_CASE("a file that changed while it was read is due again") {
  FileFollower follower(seconds(1), seconds(60));
  const FileFollower::Clock::time_point start{};
  CHECK(follower.due({{"a", {1, 1}}}, start).empty());
  CHECK(follower.due({{"a", {1, 1}}}, start + seconds(2)) == Paths{"a"});
  follower.take({{"a", {1, 1}}});
  CHECK(follower.due({{"a", {2, 1}}}, start + seconds(3)).empty());
  CHECK(follower.due({{"a", {2, 1}}}, start + seconds(4)) == Paths{"a"});
}

}  // namespace
}  // namespace baton::machine
