#include "tests/unit/redact/redact_check.hpp"

namespace baton {
namespace {

Json masked(Json json) {
  MaskCounts counts;
  mask_json(json, counts);
  return json;
}

TEST_CASE("names of members give away their values") {
  const std::string token = drawn(kAlnums, 32);
  CHECK(masked({{"password", "hunter2hunter2"}}) ==
        Json{{"password", mask_for("password", "hunter2hunter2")}});
  CHECK(masked({{"tokens", {token}}}) == Json{{"tokens", {mask_for("secret", token)}}});
  CHECK(masked({{"name", "API_KEY"}, {"value", token}}) ==
        Json{{"name", "API_KEY"}, {"value", mask_for("secret", token)}});
  CHECK(masked({"--password", "hunter22", "-v"}) ==
        Json{"--password", mask_for("password", "hunter22"), "-v"});
  CHECK(masked({{"env", {{"API_KEY", token}, {"PORT", "8080"}}}}) ==
        Json{{"env", {{"API_KEY", mask_for("secret", token)}, {"PORT", "8080"}}}});
}

TEST_CASE("strings and names of members are masked like text") {
  const std::string token = "ghp_" + drawn(kAlnums, 36);
  const std::string mask_of_token = mask_for("github-token", token);
  CHECK(masked("use " + token + " now") == Json("use " + mask_of_token + " now"));
  CHECK(masked({{"x " + token, 1}, {"y", 2}}) == Json{{"x " + mask_of_token, 1}, {"y", 2}});
  CHECK(masked({{"password", token}}) == Json{{"password", mask_of_token}});
  CHECK(masked({{"input", R"({"token":")" + token + R"("})"}}) ==
        Json{{"input", R"({"token":")" + mask_of_token + R"("})"}});
}

TEST_CASE("other values and placeholders stay") {
  const Json json = {{"password", "your_password1"},
                     {"token", nullptr},
                     {"max_tokens", 4096},
                     {"secret", true},
                     {"api_key", "${API_KEY}"},
                     {"tokens", {1, 2}},
                     {"name", "title"},
                     {"value", "Abcdefgh1234567890XyZw"}};
  MaskCounts counts;
  CHECK(masked(json) == json);
  Json copy = json;
  mask_json(copy, counts);
  CHECK(counts.empty());
}

TEST_CASE("what is masked is counted by rule") {
  Json json = {{"a", {{"password", "hunter22"}}},
               {"b", "PASSWORD=hunter22"},
               {"jwt_secret", drawn(kAlnums, 20)}};
  MaskCounts counts{{"password", 1}};
  mask_json(json, counts);
  CHECK(counts == MaskCounts{{"password", 3}, {"secret", 1}});
}

TEST_CASE("depth is no matter") {
  Json json = "PASSWORD=hunter22";
  for (int depth = 0; depth < 2000; ++depth) json = Json::array({std::move(json)});
  MaskCounts counts;
  mask_json(json, counts);
  CHECK(counts == MaskCounts{{"password", 1}});
}

}  // namespace
}  // namespace baton
