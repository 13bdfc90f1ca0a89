#include "core/base/json_scan.hpp"

#include <string>
#include <vector>

#include "core/base/json.hpp"
#include "core/base/text.hpp"
#include "tests/catch.hpp"

using namespace baton;

namespace {

bool accepts(std::string_view text) {
  JsonScan scan(text);
  scan.skip();
  return scan.at_end();
}

std::string text_of(std::string_view raw) {
  std::int64_t replaced = 0;
  return unescaped(raw, replaced);
}

/// A small JSON text, different for every seed.
std::string generated(unsigned seed) {
  std::string json;
  std::uint64_t state = seed * 2654435761U + 1;
  const auto pick = [&](unsigned most) {
    state = state * 6364136223846793005U + 1442695040888963407U;
    return static_cast<unsigned>((state >> 33) % most);
  };
  std::string closers;
  for (int i = 0; i < 40; ++i) {
    const bool in_object = closers.ends_with('}');
    if (in_object) json += "\"n" + std::to_string(i) + "\\\"\" : ";
    switch (pick(7)) {
      case 0:
        json += "[ ";
        closers += ']';
        continue;
      case 1:
        json += "{";
        closers += '}';
        continue;
      case 2:
        json += R"("a\\\"b\u00e9 \ud83d\ude00é")";
        break;
      case 3:
        json += "-12.5e+3";
        break;
      case 4:
        json += "null";
        break;
      case 5:
        json += "{ }";
        break;
      default:
        json += "true";
    }
    while (!closers.empty() && pick(3) == 0) {
      json += closers.back();
      closers.pop_back();
    }
    if (closers.empty()) return json;
    json += ", ";
  }
  json += closers.back() == '}' ? "\"end\":1" : "1";
  while (!closers.empty()) {
    json += closers.back();
    closers.pop_back();
  }
  return json;
}

}  // namespace

TEST_CASE("members of an object come as slices, in order") {
  const std::string text = R"( {"a" : "x\ny" ,"b":{"c":[1,2,{"d":null}]}, "e":true,"f":-5 } )";
  JsonScan scan(text);
  std::vector<std::string> seen;
  scan.object([&](std::string_view name) {
    seen.emplace_back(name);
    if (name == "a") seen.emplace_back(scan.string());
    if (name == "b") seen.emplace_back(scan.value());
    if (name == "e") seen.emplace_back(scan.is_true() ? "yes" : "no");
    if (name == "f") seen.emplace_back(std::to_string(scan.integer().value_or(0)));
  });
  CHECK(scan.at_end());
  CHECK(seen == std::vector<std::string>{"a", "x\\ny", "b", R"({"c":[1,2,{"d":null}]})", "e", "yes",
                                         "f", "-5"});
}

TEST_CASE("members that a callback leaves are skipped") {
  JsonScan scan(R"({"a":[[],{}],"b":{"x":"}]"},"c":3})");
  int count = 0;
  scan.object([&](std::string_view) { ++count; });
  CHECK(count == 3);
  CHECK(scan.at_end());
}

TEST_CASE("asking for the wrong kind skips the value") {
  JsonScan scan(R"([{"a":1},"s",12.5,null,[1]])");
  std::vector<std::string> seen;
  int turn = 0;
  scan.array([&] {
    switch (turn++) {
      case 0:
        seen.emplace_back(scan.string());
        break;
      case 1:
        scan.object([&](std::string_view) { seen.emplace_back("called"); });
        break;
      case 2:
        seen.emplace_back(scan.integer() ? "integer" : "none");
        break;
      case 3:
        seen.emplace_back(scan.is_true() ? "true" : "false");
        break;
      default:
        scan.array([&] { seen.emplace_back("element"); });
    }
  });
  CHECK(seen == std::vector<std::string>{"", "none", "false", "element"});
  CHECK(scan.at_end());
}

TEST_CASE("malformed text is refused, wherever it is") {
  for (const char* text : {"",
                           "{",
                           "}",
                           "[",
                           "{\"a\"",
                           "{\"a\":",
                           "{\"a\":1",
                           "{\"a\":1,",
                           "{\"a\":1,}",
                           "{a:1}",
                           "[1,]",
                           "[1 2]",
                           "\"abc",
                           "\"abc\\\"",
                           "tru",
                           "nulll",
                           "[}",
                           "{\"a\":[}]",
                           "{\"a\" 1}",
                           "{\"a\":1}}",
                           "[1]x",
                           "+1",
                           "{\"x\":\"y\"\"z\":1}",
                           "\\",
                           "{{}}"})
    CHECK_FALSE(accepts(text));
  for (const char* text : {"{}", "[]", " 1 ", "\"\"", "\"\\\\\"", "\"\\\"\"", "null", "[[],{}]",
                           "{\"a\":{}}", "[\"\\\\\\\"\",1]"})
    CHECK(accepts(text));
}

TEST_CASE("nesting is bounded and never recurses") {
  CHECK(accepts(std::string(512, '[') + "1" + std::string(512, ']')));
  CHECK_FALSE(accepts(std::string(513, '[') + "1" + std::string(513, ']')));
  CHECK_FALSE(accepts(std::string(1'000'000, '[')));
}

TEST_CASE("scanning agrees with a full parser on generated JSON, cut anywhere") {
  for (unsigned seed = 0; seed < 300; ++seed) {
    const std::string json = generated(seed);
    const Json parsed = Json::parse(json, nullptr, false);
    REQUIRE_FALSE(parsed.is_discarded());
    REQUIRE(accepts(json));
    std::int64_t replaced = 0;
    const Json again = Json::parse(compact_json(json, replaced), nullptr, false);
    CHECK(again == parsed);
    CHECK(replaced == 0);
    if (json[0] != '{' && json[0] != '[') continue;
    for (std::size_t end = 0; end < json.size(); ++end)
      REQUIRE_FALSE(accepts(std::string_view(json).substr(0, end)));
  }
}

TEST_CASE("escapes become the characters they stand for") {
  CHECK(text_of(R"(a\n\t\r\b\f\/\\\"z)") == "a\n\t\r\b\f/\\\"z");
  CHECK(text_of(R"(\u0041\u00e9\u20ac\ud83d\ude00)") == "Aé€😀");
  CHECK(text_of("plain ü") == "plain ü");
}

TEST_CASE("what is ill-formed becomes one U+FFFD each, counted") {
  const auto check = [](std::string_view raw, std::string_view expected, int count) {
    std::int64_t replaced = 0;
    CHECK(unescaped(raw, replaced) == expected);
    CHECK(replaced == count);
    CHECK(first_invalid_utf8(unescaped(raw, replaced)) == std::string_view::npos);
  };
  check(R"(a\ud83dz)", "a\uFFFDz", 1);
  check(R"(\ud83d\ud83d\ude00)", "\uFFFD😀", 1);
  check(R"(\ude00)", "\uFFFD", 1);
  check(R"(\u0000)", "\uFFFD", 1);
  check(R"(\uD83D\u0041)",
        "\uFFFD"
        "A",
        1);
  check(R"(\user)", "\uFFFDser", 1);
  check(R"(\u12)",
        "\uFFFD"
        "12",
        1);
  check(R"(\q)", "\uFFFDq", 1);
  check("\xff\xfe", "\uFFFD\uFFFD", 2);
  check(std::string_view("a\0b", 3),
        "a\uFFFD"
        "b",
        1);
}

TEST_CASE("compact JSON is valid JSON whatever was in its strings") {
  const auto check = [](std::string_view raw, std::string_view expected, int count) {
    std::int64_t replaced = 0;
    const std::string json = compact_json(raw, replaced);
    CHECK(json == expected);
    CHECK(replaced == count);
    CHECK_FALSE(Json::parse(json, nullptr, false).is_discarded());
  };
  check(R"({ "a b" : [ 1 , "x  y" ] })", R"({"a b":[1,"x  y"]})", 0);
  check(R"({"a":"\ud83d","b":"\u0000"})", "{\"a\":\"\uFFFD\",\"b\":\"\uFFFD\"}", 2);
  check(R"(["\user"])", "[\"\uFFFDser\"]", 1);
  check("[\"a\tb\x1b\"]", "[\"a\\u0009b\\u001b\"]", 0);
  check("[\"\xff\"]", "[\"\uFFFD\"]", 1);
}
