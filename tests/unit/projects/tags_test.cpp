#include "core/projects/tags.hpp"

#include "tests/catch.hpp"

namespace baton::test {
namespace {

std::string tags_of(const char* body) {
  const Json json = Json::parse(body);
  Decoder decoder(json);
  const std::vector<std::string> tags = projects::tags_in(decoder);
  return decoder.error() ? "error: " + decoder.error()->field : to_text(Json(tags));
}

TEST_CASE("tags are words, sorted, each once, without their hash") {
  CHECK(tags_of(R"({"tags": ["b", "#a", " b ", "", "##c"]})") == R"(["a","b","c"])");
  CHECK(tags_of(R"({})") == "[]");
  CHECK(tags_of(R"({"tags": "one\ntwo"})") == R"(["one","two"])");
  CHECK(tags_of(R"({"tags": ["two words"]})") == "error: tags");
  CHECK(tags_of(R"({"tags": ["a,b"]})") == "error: tags");
}

TEST_CASE("a change of tags sets only what changes, each tag by itself") {
  CHECK(to_text(projects::tag_fields(R"(["a","b"])", {"b", "c"})) == R"({"tag:a":0,"tag:c":1})");
  CHECK(projects::tag_fields(R"(["a"])", {"a"}).empty());
  CHECK(to_text(projects::tag_fields("[]", {"x"})) == R"({"tag:x":1})");
}

}  // namespace
}  // namespace baton::test
