#include "native/cli/table.hpp"

#include "tests/catch.hpp"

namespace baton::cli {
namespace {

std::string printed(const Table& table) {
  std::string text;
  Output output(text);
  table.print(output);
  return text;
}

TEST_CASE("columns are aligned, wide characters too") {
  Table table({{"#", Align::right}, {"NAME"}, {"TITLE"}});
  table.add({"1", "日本", "first"});
  table.add({"12", "abcdef", "second"});
  CHECK(printed(table) ==
        " #  NAME    TITLE\n"
        " 1  日本    first\n"
        "12  abcdef  second\n");
}

TEST_CASE("cells are made fit to be shown, and missing ones are empty") {
  Table table({{"A"}, {"B"}});
  table.add({"x\ny\x1B[31m"});
  CHECK(printed(table) == "A    B\nx y\n");
}

TEST_CASE("a table without rows prints nothing") { CHECK(printed(Table({{"A"}})).empty()); }

}  // namespace
}  // namespace baton::cli
