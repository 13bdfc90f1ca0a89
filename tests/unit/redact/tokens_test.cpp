#include "core/redact/tokens.hpp"

#include "tests/unit/redact/redact_check.hpp"

namespace baton {
namespace {

using redact::TokenRule;

/// A token that `rule` must take.
std::string token_of(const TokenRule& rule, std::uint64_t seed = 1) {
  std::string alphabet;
  for (const char c : kUrlSafes)
    if (redact::is(c, rule.alphabet) && redact::is(c, redact::kAlnum)) alphabet += c;
  return std::string(rule.prefix) + drawn(alphabet, rule.least, seed);
}

TEST_CASE("each token rule takes its token wherever it stands") {
  for (const TokenRule& rule : redact::token_rules()) {
    const std::string token = token_of(rule);
    check({rule.name, "", token, ""});
    check({rule.name, "Use ", token, " for it."});
    check({rule.name, "{\"a\":\"", token, "\"}"});
    check({rule.name, R"({\"a\":\")", token, R"(\"})"});
    check({rule.name, R"("first line\n)", token, R"(\nlast")"});
    check({rule.name, "export ANY_TOKEN=", token, "\n"});
    check({rule.name, "Authorization: Bearer ", token, "'"});
    check({rule.name, "https://", token, "@host/path"});
    check({rule.name, "https://user:", token, "@host/path"});
    check({rule.name, "\x1b[32m", token, "\x1b[0m"});
    check({rule.name, R"(?a=b\u0026c=)", token, R"(\u0026d)"});
  }
}

TEST_CASE("a token rule takes its token neither cut nor inside a longer word") {
  for (const TokenRule& rule : redact::token_rules()) {
    const std::string token = token_of(rule);
    check_kept("see " + token.substr(0, rule.prefix.size() + 8) + "... there");
    check_kept("see x" + token.substr(0, token.size() - 1));
  }
}

TEST_CASE("placeholders in the form of tokens stay") {
  check_kept(
      "AKIA"
      "IOSFODNN7EXAMPLE");
  check_kept(
      "ghp_"
      "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx");
  check_kept(
      "sk-"
      "your-api-key-goes-here-1a2B3c4D5e6F");
  check_kept(
      "hf_"
      "your_token_here");
  check_kept(
      "sk_live_"
      "0000000000000000000000");
  check_kept(
      "sk-ant-"
      "api03-...");
}

TEST_CASE("what only starts like a token stays") {
  check_kept("class=\"sk-fading-circle-element-two sk-circle12 disk-usage-statistics\"");
  check_kept("sk-ssh-ed25519-cert-v01@openssh.com");
  check_kept("hf_hub_download_with_retries_and_cache");
  check_kept("re_compile_the_pattern_for_the_second_pass_2");
  check_kept("glibc-2.36-compatible npm_config_registry npm_lifecycle_event pypi-publish");
  check_kept(
      "toolu_01AbCdEfGhIjKlMnOpQrStUv msg_01Qsxoxp6HspMve6iY4M8L2v req_011CYERpYhxoxzY2WYyFzfkQ");
}

TEST_CASE("the secret half of an AWS key pair is found beside the id") {
  const std::string id = "AKIA" + drawn(kUppersAndDigits, 16);
  const std::string secret = drawn(kBase64s, 40, 3);
  for (const std::string between : {",", "\n", " ", "\\n", "\", \"", " / "}) {
    const std::string masked = mask("csv: " + id + between + secret + "\n");
    CHECK(masked == "csv: " + mask_for("aws-access-key-id", id) + between +
                        mask_for("aws-secret-key", secret) + "\n");
  }
  check_kept("csv: " + secret);
  check({"aws-access-key-id", "", id, " " + drawn(kHexDigits, 40)});
}

}  // namespace
}  // namespace baton
