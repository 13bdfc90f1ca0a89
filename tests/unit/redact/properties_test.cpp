// What holds for every text, tried on random ones made of what the rules look for.
#include <chrono>
#include <random>
#include <vector>

#include "core/base/text.hpp"
#include "tests/unit/redact/redact_check.hpp"

namespace baton {
namespace {

std::vector<std::string> parts() {
  return {"password",
          "API_KEY",
          "secret_key",
          "token",
          "DB_PASSWORD",
          "key",
          "api key",
          "pwd",
          "--password",
          "Authorization",
          "name",
          "value",
          "AWS_SECRET_ACCESS_KEY",
          "PRIVATE-TOKEN",
          "=",
          ":",
          ": ",
          " = ",
          "\": \"",
          "\":\"",
          "\\\":\\\"",
          "\\\\\\\":\\\\\\\"",
          " is ",
          " | ",
          "\", \"",
          ",",
          " ",
          "\n",
          "\\n",
          "\"",
          "'",
          "`",
          "\\\"",
          "\\",
          "**",
          "(",
          ")",
          "[",
          "]",
          "{",
          "}",
          "<",
          ">",
          "&",
          ";",
          "@",
          "/",
          ".",
          "-",
          "_",
          "||",
          "\t",
          "\xC3\xA4",
          "\xF0\x9F\x98\x80",
          "\\u0026",
          "\x1b[32m",
          "https://",
          "bob:",
          "://u:",
          "Bearer ",
          "Basic ",
          "curl -u bob:",
          " -p",
          "mysql",
          "-----BEGIN PRIVATE KEY-----",
          "-----END PRIVATE KEY-----",
          "[masked:secret:0123abcd]",
          "[masked:",
          "your_",
          "example",
          "${",
          "12345678",
          "hunter22",
          "swordfish",
          "S3cret.word!",
          "aHVudGVyMg==",
          "AccountKey=",
          "bot123456789:AA",
          "ghp_" + drawn(kAlnums, 36),
          "ghs_" + drawn(kUrlSafes, 60),
          "sk-ant-" + drawn(kUrlSafes, 40),
          "sk-" + drawn(kAlnums, 30),
          "AKIA" + drawn(kUppersAndDigits, 16),
          "eyJ" + drawn(kAlnums, 20) + ".eyJ" + drawn(kAlnums, 20) + ".",
          drawn(kBase64s, 40, 3),
          drawn(kHexDigits, 32),
          drawn(kHexDigits, 40),
          drawn(kAlnums, 24),
          drawn(kBase64s, 64),
          drawn(kUrlSafes, 33),
          drawn(kBase64s, 86) + "=="};
}

class Texts {
 public:
  explicit Texts(unsigned seed) : random_(seed) {}
  std::string next() {
    std::string text;
    for (std::size_t left = 1 + random_() % 12; left > 0; --left)
      text += parts_[random_() % parts_.size()];
    return text;
  }

 private:
  std::mt19937 random_;
  std::vector<std::string> parts_ = parts();
};

TEST_CASE("masking twice is masking once, and UTF-8 stays UTF-8") {
  Texts texts(1);
  for (int i = 0; i < 20'000; ++i) {
    const std::string text = texts.next();
    MaskCounts counts;
    const std::string masked = mask_secrets(text, counts);
    if (mask(masked) != masked || counts.empty() != (masked == text)) {
      CAPTURE(text, masked);
      CHECK(mask(masked) == masked);
      CHECK(counts.empty() == (masked == text));
    }
    REQUIRE(first_invalid_utf8(masked) == std::string_view::npos);
  }
}

TEST_CASE("JSON stays JSON of the same shape") {
  Texts texts(2);
  for (int i = 0; i < 10'000; ++i) {
    const Json json = {{texts.next(), texts.next()},
                       {"list", {texts.next(), texts.next(), 12345678, nullptr}},
                       {"inner", Json({{texts.next(), texts.next()}, {"token", 1.5e10}}).dump()}};
    const auto masked = parse_json(mask(json.dump()));
    CAPTURE(json.dump());
    REQUIRE(masked.has_value());
    CHECK(masked->size() == json.size());
    CHECK(masked->is_object());
  }
}

TEST_CASE("masked JSON stays as it is, in strings too") {
  Texts texts(3);
  for (int i = 0; i < 5'000; ++i) {
    Json json = {{texts.next(), texts.next()},
                 {"password", texts.next()},
                 {"args", {"--token", texts.next(), texts.next()}}};
    MaskCounts counts;
    mask_json(json, counts);
    const Json once = json;
    mask_json(json, counts);
    CHECK(json == once);
  }
}

TEST_CASE("masks stay, also where a secret would be expected") {
  const std::string some = "[masked:secret:0123abcd]";
  for (const std::string before : {"", "password: ", "PASSWORD=", "API_KEY=\"", "Bearer ",
                                   "https://u:", "{\"token\":\"", "--password ", "curl -u bob:"})
    for (const std::string after : {"", "\"", "@host", " and more", "\n"})
      check_kept(before + some + after);
  check_kept("[masked:password:1a2b3c4d] [masked:aws-secret-key:1a2b3c4d]");
}

TEST_CASE("what once broke JSON or masked again") {
  check_kept(R"({"args":["run -p","x1,2345678"],"n":[" -p",12345678,null]})");
  check_kept(R"({"a":" -p\u001b[32mBearer"})");
  check_kept(R"({"DB_PASSWORD":"\u0026"})");
  for (const std::string_view text :
       {R"({"--password":"\u001b[32mab12cd\\","inner":"x"})",
        "{\"password\":\"abcd1234\\\\\xF0\x9F\x98\x80\"}", R"({"a":"password='abc","b":"def12'3"})",
        R"({"a":"password=","b":"hunter22","c":["password:",123456789]})",
        R"({"k":"-----BEGIN PRIVATE KEY-----https://x","l":"MIIEMIIEMIIEMIIEMIIEMIIE"})"}) {
    CAPTURE(text);
    CHECK(parse_json(mask(text)).has_value());
  }
  std::string chain;
  while (chain.size() < 20'000) chain += "ghs_.glpat-";
  CHECK(mask(mask(chain)) == mask(chain));
}

TEST_CASE("the same secret gets the same mask everywhere") {
  const std::string token = drawn(kAlnums, 40, 11);
  const std::string expected = mask_for("secret", token);
  for (const std::string before : {"API_KEY=", "token: \"", "Authorization: Bearer ", "--token ",
                                   "- API Token: `", "\\\"secret\\\":\\\""})
    CHECK(mask(before + token) == before + expected);
  CHECK(mask_for("secret", "abc") == "[masked:secret:ba7816bf]");
}

TEST_CASE("no text takes long") {
  using Clock = std::chrono::steady_clock;
  std::vector<std::string> hard = parts();
  for (const char* more :
       {"a", "KEY=", "API_KEY=", "API_KEY=a", "pwd=", "password:-KEY=", "ghs_.", "ghs_.glpat-",
        "eyJ-", "eyJaaaaaaaaaaaa.", "://", "://a:", " -p ", " -u a:b", "_key.", "secret=1a",
        "A_KEY=a&", "password='", "password=\\\""})
    hard.emplace_back(more);
  for (const std::string& part : hard) {
    std::string text;
    while (text.size() < 250'000) text += part;
    const auto start = Clock::now();
    const std::string masked = mask(text);
    const auto seconds = std::chrono::duration<double>(Clock::now() - start).count();
    CAPTURE(part, masked.size());
    CHECK(seconds < 20);  // quadratic ones take hours, also in a slow build
  }
}

}  // namespace
}  // namespace baton
