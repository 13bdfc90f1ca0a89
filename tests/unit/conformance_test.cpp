#include <cstdlib>
#include <filesystem>

#include "tests/catch.hpp"
#include "tests/conformance/coverage.hpp"
#include "tests/conformance/in_process.hpp"
#include "tests/conformance/matcher.hpp"
#include "tests/conformance/runner.hpp"
#include "tests/support/store.hpp"

namespace baton {
namespace {

std::string subject_of(const std::string& path) {
  return std::filesystem::path(path).stem().string();
}

void run_file(const std::string& path, conformance::Coverage& coverage) {
  const Json file = conformance::read_json_file(path);
  REQUIRE(file.is_object());
  test::Store store;
  const conformance::Host host = coverage.watch(conformance::in_process(store.database()));
  for (const Json& one : file["cases"]) {
    const conformance::CaseResult result = conformance::run_case(one, host);
    INFO(subject_of(path) << ": " << result.name);
    CHECK(result.fault == "");
    CHECK(!result.skipped);
  }
}

/// BATON_CONFORMANCE=SUBJECT runs one file's cases, and then asks for no completeness.
TEST_CASE("the core answers as the conformance cases say, which leave no route and no error out") {
  const auto files = conformance::case_files();
  REQUIRE(!files.empty());
  const char* only = std::getenv("BATON_CONFORMANCE");
  conformance::Coverage coverage;
  for (const std::string& path : files)
    if (!only || subject_of(path) == only) run_file(path, coverage);
  if (only) return;
  test::Store store;
  for (const std::string& line : coverage.missing(store.call("GET", "/api/openapi.json")))
    FAIL_CHECK("no case has the answer " << line);
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
