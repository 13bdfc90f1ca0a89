#include "core/models/lenient_json.hpp"

#include "tests/catch.hpp"

namespace baton::models {
namespace {

std::string read(std::string_view text) {
  const auto object = object_in(text);
  return object ? to_text(*object) : "";
}

TEST_CASE("the object in what a model says is found", "[models]") {
  const std::string plain = R"({"next":[{"text":"run it"}]})";
  CHECK(read(plain) == plain);
  CHECK(read("Sure! Here it is:\n```json\n" + plain + "\n```\nAnything else?") == plain);
  CHECK(read("<think>{\"next\":[]} or not?</think>\n" + plain) == plain);
  CHECK(read("I use {braces} a lot. " + plain) == plain);
  CHECK(read(R"({"next":[{"text":"run it",},],})") == plain);
  CHECK(read("{\"a\":\"two\nlines\"}") == R"({"a":"two\nlines"})");
  CHECK(read(R"({"a":"a \"quoted\" } brace"} tail })") == R"({"a":"a \"quoted\" } brace"})");
}

TEST_CASE("of half an object what is whole is kept", "[models]") {
  CHECK(read(R"({"next":[{"text":"run it"},{"te)") == R"({"next":[{"text":"run it"}]})");
  CHECK(read(R"({"next":["one","tw)") == R"({"next":["one","tw"]})");
  CHECK(read(R"({"a":"b","c":)") == R"({"a":"b"})");
  CHECK(read(R"({"a":["x"],"b")") == R"({"a":["x"]})");
}

TEST_CASE("what holds no object is none", "[models]") {
  for (const char* text : {"", "no", "<html><body>{</body>", "[1,2]", "{}", "{", "\"{\"", "}{"})
    CHECK(read(text) == "");
  CHECK(read("{\"a\":\"\xff\"}") == "");
}

}  // namespace
}  // namespace baton::models
