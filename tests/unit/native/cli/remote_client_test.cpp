#include "native/cli/remote_client.hpp"

#include "tests/catch.hpp"

namespace baton::cli {
namespace {

const std::string kToken = "ghp_" + std::string("x7Qm2Rk9Lp4TzV8bNc1WdF6sHj3YgE5uAaXo");

/// What comes out when the text is given in pieces of this many bytes.
std::string masked(const std::string& text, std::size_t bytes) {
  std::size_t at = 0;
  const Pieces pieces = masked_pieces([&]() -> NextPiece::Reply {
    if (at >= text.size()) return std::optional<std::string>();
    const std::string piece = text.substr(at, bytes);
    at += bytes;
    return std::optional(piece);
  });
  std::string result;
  for (;;) {
    const auto piece = pieces();
    REQUIRE(piece);
    if (!*piece) return result;
    result += **piece;
  }
}

TEST_CASE("a secret does not hide across a cut") {
  std::string text;
  for (int i = 0; i < 40'000; ++i) {
    text += "a line of a long transcript, number " + std::to_string(i) + ", token " + kToken + "\n";
  }
  text += "the last one: " + kToken;
  const std::size_t bytes = GENERATE(4096, 1'000'003);
  const std::string result = masked(text, bytes);
  CHECK(result.find(kToken) == std::string::npos);
  CHECK(result == masked(text, text.size()));
  CHECK(result.find("number 39999") != std::string::npos);
}

TEST_CASE("a private key is masked whole, wherever it was cut") {
  std::string filler;
  while (filler.size() < (1U << 20) - 400) filler += "filler filler filler\n";
  std::string key = "-----BEGIN RSA PRIVATE KEY-----\n";
  for (int i = 0; i < 20; ++i)
    key += "MIIEpAIBAAKCAQEA0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKL\n";
  key += "-----END RSA PRIVATE KEY-----\n";
  const std::string result = masked(filler + key + "after\n", 512);
  CHECK(result.find("MIIEpAIBAAKCAQEA") == std::string::npos);
  CHECK(result.find("after") != std::string::npos);
}

TEST_CASE("a broken source stays broken") {
  const Pieces pieces = masked_pieces(
      []() -> NextPiece::Reply { return fail(Fault::unprocessable, "cannot_read", "No."); });
  CHECK(!pieces());
}

}  // namespace
}  // namespace baton::cli
