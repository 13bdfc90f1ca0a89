#include <cmath>
#include <random>
#include <string>

#include "core/base/json.hpp"
#include "tests/catch.hpp"

namespace {

using baton::Json;
using baton::parse_json;
using baton::to_text;

constexpr std::string_view kSamples[] = {
    R"({"a":[1,-2,3.5e-3,1E+2,0,-0,0.25],"b":{"c":null,"d":[true,false]},"":"x"})",
    R"(["\u0041\u00e9\ud83d\ude00\n\t\\\/\"\b\f\r", "Straße", 18446744073709551615, 18446744073709551616])",
    R"([-9223372036854775808,-9223372036854775809,1e308,4.9e-324,2.2250738585072014e-308,1e-400])",
    R"( { "a" : 1 , "a" : 2 } )",
    R"("text")",
    "12",
    "[]",
    "{}",
};

std::string mutated(std::string text, std::mt19937& random) {
  constexpr std::string_view kBytes = "{}[]:,\"\\u0123e+-.tfn x\x1f";
  for (unsigned i = random() % 3 + 1; i > 0 && !text.empty(); --i) {
    const std::size_t at = random() % text.size();
    if (random() % 2 == 0)
      text[at] = kBytes[random() % kBytes.size()];
    else if (random() % 2 == 0)
      text.erase(at, 1);
    else
      text.insert(at, 1, kBytes[random() % kBytes.size()]);
  }
  return text;
}

std::string error_of(std::string_view text) {
  const auto parsed = parse_json(text);
  return parsed ? "" : parsed.error().message;
}

}  // namespace

TEST_CASE("parsing and writing JSON agree with another parser, on broken texts too") {
  std::mt19937 random(7);
  for (int round = 0; round < 20'000; ++round) {
    std::string text(kSamples[random() % std::size(kSamples)]);
    if (round >= 100) text = mutated(std::move(text), random);
    const Json expected = Json::parse(text, nullptr, false);
    const auto parsed = parse_json(text);
    CAPTURE(text);
    if (!parsed && parsed.error().code == "nul_character") continue;
    REQUIRE(parsed.has_value() == !expected.is_discarded());
    if (!parsed) continue;
    REQUIRE(*parsed == expected);
    REQUIRE(to_text(*parsed) == expected.dump());
  }
}

TEST_CASE("malformed JSON names the byte that cannot stand there") {
  const auto check = [](std::string_view text, int byte) {
    CHECK(error_of(text) == "The JSON is malformed at byte " + std::to_string(byte) + ".");
  };
  check(R"({"name": x})", 10);
  check(R"({"a":1,})", 8);
  check("[1 2]", 4);
  check("[01]", 3);
  check("[1.]", 4);
  check("{} {", 4);
  check(R"({"a":)", 6);
  check("tru]", 4);
  check(R"(["\q"])", 4);
  check(R"(["\ud800"])", 9);
  check("", 1);
}

TEST_CASE("nesting is bounded at 128") {
  const auto nested = [](std::size_t depth) {
    return std::string(depth, '[') + std::string(depth, ']');
  };
  CHECK(parse_json(nested(128)).has_value());
  CHECK(error_of(nested(129)) == "The JSON nests deeper than 128 levels at byte 128.");
}

TEST_CASE("what JSON cannot say is written as what it can") {
  CHECK(to_text(Json("a\xff"
                     "b")) ==
        "\"a\uFFFD"
        "b\"");
  CHECK(to_text(Json(NAN)) == "null");
  CHECK(to_text(Json(1.0)) == "1.0");
  CHECK(to_text(Json("\t\x01")) == R"("\t\u0001")");
}
