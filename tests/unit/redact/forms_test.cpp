// Secrets that are known by their form or by what stands around them.
#include "tests/unit/redact/redact_check.hpp"

namespace baton {
namespace {

std::string jwt() {
  return "eyJ" + drawn(kAlnums, 30) + ".eyJ" + drawn(kAlnums, 60) + "." + drawn(kUrlSafes, 43);
}

TEST_CASE("JSON web tokens") {
  check({"jwt", "", jwt(), ""});
  check({"jwt", "token: ", jwt(), "."});
  check({"jwt", "Authorization: Bearer ", jwt(), "\""});
  check({"jwt", "\\n", jwt(), "\\n"});
  check_kept("\"eyJ" + drawn(kAlnums, 400) + "\"");  // a source map is no token
  check_kept("eyJhbGciOi...");
}

TEST_CASE("tokens without a prefix") {
  const std::string hex32 = drawn(kHexDigits, 32, 7);
  check({"telegram-token", "bot ", "123456789:AA" + drawn(kUrlSafes, 32) + "x", " ok"});
  check({"telegram-token", "https://api.telegram.org/bot/",
         "987654321:AA" + drawn(kUrlSafes, 32) + "y", "/getMe"});
  check({"discord-token", "",
         "MTIzNDU2Nzg5MDEyMzQ1Njc4." + drawn(kUrlSafes, 6) + "." + drawn(kUrlSafes, 38), "\n"});
  check({"twilio-key", "sid ", "SK" + hex32, " x"});
  check({"twilio-token", "curl -X POST 'AC" + drawn(kHexDigits, 32, 9) + ":", hex32, "'"});
  check({"azure-client-secret", "id ",
         "aB3"
         "8Q~" +
             drawn(kAlnums, 34),
         "\n"});
  check({"slack-webhook", "https://hooks.slack.com/services/",
         "T" + drawn(kUppersAndDigits, 10) + "/B" + drawn(kUppersAndDigits, 10, 2) + "/" +
             drawn(kAlnums, 24),
         "\""});
  check({"discord-webhook", "https://discord.com/api/webhooks/123456789012345678/",
         drawn(kUrlSafes, 68), ""});
  check_kept("AC" + hex32);
  check_kept("at 12:30:15:AAPL and 1234567890:AABB");
}

std::string pem(std::string_view line_end, std::string_view kind = "RSA PRIVATE KEY") {
  std::string text = "-----BEGIN " + std::string(kind) + "-----";
  for (std::uint64_t line = 0; line < 6; ++line)
    text += std::string(line_end) + drawn(kBase64s, 64, line + 1);
  return text + std::string(line_end) + "aGk=" + std::string(line_end) + "-----END " +
         std::string(kind) + "-----";
}

std::string without(std::string text, std::string_view part) {
  for (std::size_t at = 0; (at = text.find(part, at)) != std::string::npos;)
    text.erase(at, part.size());
  return text;
}

TEST_CASE("a private key is one mask, however its lines end") {
  for (const std::string kind : {"PRIVATE KEY", "RSA PRIVATE KEY", "OPENSSH PRIVATE KEY",
                                 "ENCRYPTED PRIVATE KEY", "PGP PRIVATE KEY BLOCK"}) {
    const std::string secret = without(without(pem("\n", kind), "\n"), " ");
    for (const std::string end : {"\n", "\r\n", "\\n", "\\\\n", "\\r\\n", "\n    "}) {
      const std::string masked = mask("key: \"" + pem(end, kind) + end + "\"");
      CHECK(masked == "key: \"" + mask_for("private-key", secret) + end + "\"");
    }
  }
}

TEST_CASE("a private key that is numbered, quoted line by line or cut off") {
  const std::string line = drawn(kBase64s, 64);
  for (const std::string before : {"\n    12\xE2\x86\x92", "\n+", "\n> ", "\\n     7\\t",
                                   "\" +\n  \"", "\\n\" \\\n\"", "\",\n\"", "\n# "}) {
    std::string text = "-----BEGIN PRIVATE KEY-----";
    std::string expected = text;
    for (int i = 0; i < 3; ++i) {
      text += before + line;
      expected += before + mask_for("private-key", line);
    }
    CHECK(mask(text + before + "-----END PRIVATE KEY-----") ==
          expected + before + "-----END PRIVATE KEY-----");
  }
  const std::string cut = pem("\n").substr(0, 200);
  CHECK(mask(cut) == mask_for("private-key", without(without(cut, "\n"), " ")));
  CHECK(mask(cut + "\nand so on") == mask(cut) + "\nand so on");
}

TEST_CASE("a private key with headers, and a very long one") {
  const std::string headers = "Proc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,0123456789ABCDEF\n";
  std::string text = pem("\n");
  text.insert(text.find('\n') + 1, headers + "\n");
  CHECK(mask(text).find(drawn(kBase64s, 64, 1)) == std::string::npos);
  std::string endless = "-----BEGIN PRIVATE KEY-----";
  for (int i = 0; i < 20'000; ++i) endless += "\n" + drawn(kBase64s, 64, 5);
  const std::string masked = mask(endless);
  CHECK(masked.size() < endless.size() - 16'000);
  CHECK(masked.size() > endless.size() - 17'000);
}

TEST_CASE("what only speaks of keys stays") {
  check_kept("grep -r -- '-----BEGIN RSA PRIVATE KEY-----' . and then some more words");
  check_kept("-----BEGIN PUBLIC KEY-----\n" + drawn(kBase64s, 64) + "\n-----END PUBLIC KEY-----");
  check_kept("-----BEGIN CERTIFICATE-----\n" + drawn(kBase64s, 64) + "\n-----END CERTIFICATE-----");
}

TEST_CASE("passwords in URLs") {
  check({"password", "postgres://app:", "s3cr3t-w0rd", "@db.local:5432/app"});
  check({"password", "redis://:", "p4ssw0rd", "@localhost"});
  check({"password", "https://bob:", "hunter%40two", "@example.org/x.git"});
  check({"password", "\"DATABASE_URL\": \"mysql://root:", "Zx81spectrum", "@127.0.0.1/shop\""});
  check({"secret", "https://", drawn(kHexDigits, 40), "@github.com/a/b"});
  check_kept("postgres://user:password@localhost/db");
  check_kept("postgres://postgres:postgres@localhost/db");
  check_kept("https://user:${TOKEN}@host https://user:<password>@host https://u:***@host");
  check_kept("http://localhost:8080/path@2x http://[::1]:80/@x https://git@github.com/a/b");
  check_kept("see https://docs.rs/foo and mail bob@example.org");
}

TEST_CASE("Authorization headers") {
  check({"secret", "curl -H 'Authorization: Bearer ", drawn(kAlnums, 32), "' https://x"});
  check({"secret", R"("Authorization": "Bearer )", drawn(kUrlSafes, 40), R"(")"});
  check({"secret", R"(\"authorization\":\"bearer )", drawn(kHexDigits, 40), R"(\")"});
  check({"secret", "curl -H \"Authorization: Token ", drawn(kHexDigits, 40), "\" https://x"});
  check({"openshift-token", "Authorization: Bearer ", "sha256~" + drawn(kUrlSafes, 43), ""});
  check({"basic-auth", "Authorization: Basic ",
         "Ym9iOmh1bn"
         "RlcjJ4",
         "\r\n"});
  check_kept("Authorization: Bearer $TOKEN");
  check_kept("Authorization: Bearer <token>");
  check_kept("Authorization: Bearer ${accessToken} or the bearer authentication2 scheme");
  check_kept("Basic authentication, basic principles, Basic dXNlcjpwYXNzd29yZA==");
}

TEST_CASE("passwords as options of commands") {
  check({"password", "curl -sS -u bob:", "hunter22", " https://x"});
  check({"password", "curl --user 'bob:", "hunter22", "' https://x"});
  check({"password", "curl https://x \\\n  -u bob:", "hunter22", "\n"});
  check({"password", "mysql -u root -p", "S3cret.word", " shop"});
  check({"password", "sshpass -p ", "hunter22", " ssh host"});
  check({"password", "docker login -u bob -p ", "hunter22", " registry.local"});
  check({"password", "redis-cli -a ", "hunter22", " ping"});
  check_kept("like curl -u user:password, or mysql -ppassword.");
  check_kept("docker run -u 1000:1000 -p 8080:80 image1");
  check_kept("mkdir -p build2/release && curl -u \"$USER:$PASS\" https://x");
}

}  // namespace
}  // namespace baton
