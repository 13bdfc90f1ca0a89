#include <filesystem>

#include "tests/catch.hpp"
#include "tests/conformance/matcher.hpp"
#include "tests/conformance/runner.hpp"
#include "tests/support/store.hpp"

namespace baton {
namespace {

bool came_by_proxy(const Request& request) { return !request.header("Forwarded").empty(); }

void run_file(const std::string& path) {
  const Json file = conformance::read_json_file(path);
  REQUIRE(file.is_object());
  test::Store store;
  const conformance::Send send = [&](Request request) {
    Context context;
    context.token_required = came_by_proxy(request);
    return native::call(store.database(), context, std::move(request));
  };
  for (const Json& one : file["cases"]) {
    const conformance::CaseResult result = conformance::run_case(one, send);
    INFO(std::filesystem::path(path).stem().string() << ": " << result.name);
    CHECK(result.fault == "");
    CHECK(!result.skipped);
  }
}

TEST_CASE("the core answers as the conformance cases say") {
  const auto files = conformance::case_files();
  REQUIRE(!files.empty());
  for (const std::string& path : files) {
    DYNAMIC_SECTION(std::filesystem::path(path).stem().string()) { run_file(path); }
  }
}

TEST_CASE("the conformance matcher takes what fits and nothing else") {
  const auto files = conformance::case_files();
  REQUIRE(!files.empty());
  const auto folder = std::filesystem::path(files[0]).parent_path().parent_path();
  const Json table = conformance::read_json_file((folder / "matcher_cases.json").string());
  REQUIRE(table.is_array());
  for (const Json& row : table) {
    INFO(to_text(row["expected"]));
    for (const Json& value : row["matches"]) {
      CHECK(conformance::difference(row["expected"], value) == "");
    }
    for (const Json& value : row["not"]) {
      INFO(to_text(value));
      CHECK(conformance::difference(row["expected"], value) != "");
    }
  }
}

}  // namespace
}  // namespace baton
