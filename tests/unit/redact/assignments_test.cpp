// Secrets that only their name gives away.
#include "tests/unit/redact/redact_check.hpp"

namespace baton {
namespace {

TEST_CASE("a name and a secret value, in the forms people and programs write") {
  const std::string token = drawn(kAlnums, 40);
  const std::string hex32 = drawn(kHexDigits, 32);
  check({"secret", "API_KEY=", token, ""});
  check({"secret", "export CLOUDFLARE_API_TOKEN=\"", drawn(kUrlSafes, 40), "\"\n"});
  check({"secret", "CLOUDFLARE_API_KEY=", drawn(kHexDigits, 37), "\n"});
  check({"secret", "api_key: ", hex32, "\n"});
  check({"secret", "  apiKey: '", token, "',"});
  check({"secret", R"({"access_token":")", token, R"(","expires_in":3600})"});
  check({"secret", R"({\"token\":\")", token, R"(\"})"});
  check({"secret", R"({\\\"token\\\": \\\")", token, R"(\\\"})"});
  check({"secret", "--api-key ", token, " --verbose"});
  check({"secret", "--token=", token, " --verbose"});
  check({"secret", "[\"--token\", \"", token, "\"]"});
  check({"secret", "- API Token: `", token, "` (works)"});
  check({"secret", "**API key**: ", token, ""});
  check({"secret", "| Secret key | `", token, "` |"});
  check({"secret", "The api key is ", token, "."});
  check({"secret", "api_key: str = \"", token, "\""});
  check({"secret", "const TOKEN: &'static str = \"", token, "\";"});
  check({"secret", "const key = process.env.JWT_SECRET || '", token, "';"});
  check({"secret", "os.getenv(\"API_TOKEN\", \"", token, "\")"});
  check({"secret", "os.environ[\"API_TOKEN\"] = \"", token, "\""});
  check({"secret", "${API_TOKEN:-", token, "}"});
  check({"secret", "client.with_token(\"", token, "\")"});
  check({"secret", "?a=1&access_token=", token, "&b=2"});
  check({"secret", "X-Api-Key: ", token, "\r\n"});
  check({"secret", "<apiKey>", token, "</apiKey>"});
  check({"secret", "<add key=\"ApiKey\" value=\"", token, "\" />"});
  check({"secret", "{\"name\": \"API_KEY\", \"value\": \"", token, "\"}"});
  check({"secret", "- name: API_KEY\n  value: ", token, "\n"});
  check({"secret", "//registry.npmjs.org/:_authToken=", token, "\n"});
  check({"secret", "HF_TOKEN_READ=", token, "\n"});
  check({"secret", "secret_key_base: ", drawn(kHexDigits, 128), "\n"});
  check({"secret", "\\nAPI_KEY=", token, "\\nNEXT=1"});
  check({"secret",
         "    12\xE2\x86\x92"
         "API_KEY=",
         token, "\n"});
  check({"aws-secret-key", "aws_secret_access_key = ", drawn(kBase64s, 40, 3), "\n"});
  check({"azure-storage-key",
         "AccountName=x;AccountKey=", drawn(kBase64s, 86) + "==", ";EndpointSuffix=y"});
  check({"secret", "SharedAccessKey=", drawn(kBase64s, 43) + "=", "\""});
}

TEST_CASE("passwords, which need not look random") {
  check({"password", "DB_PASSWORD=", "hunter2", "\n"});
  check({"password", "POSTGRES_PASSWORD=", "swordfish", "\n"});
  check({"password", "PGPASSWORD=", "tr0ub4dor&3", ""});
  check({"password", "PGPASSWORD=", "hunter22", " psql -h db"});
  check({"password", "password: ", "hunter2hunter2", "\n"});
  check({"password", "password = \"", "correct-horse-9", "\""});
  check({"password", R"({"user":"bob","password":")", "swordfish", R"("})"});
  check({"password", R"({"password":")", "12345678", R"("})"});
  check({"password", R"({\"passwd\":\")", "hunter22", R"(\"})"});
  check({"password", "Server=db;User Id=sa;Password=", "Str0ng!Pass", ";Encrypt=true"});
  check({"password", "--password ", "hunter22", " -v"});
  check({"password", "--password='", "let-me-in-77", "'"});
  check({"password", "- **Password**: ", "hunter22", "\n"});
  check({"password", "| Password | ", "hunter22", " |"});
  check({"password", "MYSQL_PWD=", "hunter22", "\n"});
  check({"password", "smtp_pass: \"", "hunter22", "\""});
  check({"password", "new Client({ password: '", "S3same.open", "' })"});
  check({"password", ".password(\"", "hunter22", "\")"});
  check({"password", "<password>", "hunter22", "</password>"});
  check({"password", "password: ", "aHVudGVyMg==", "\n"});
  check({"password", "DB_PASSWORD=",
         "gr\xC3\xBC\xC3\x9F"
         "e-42-mal",
         "\n"});
}

TEST_CASE("escapes and quotation marks inside a password stay") {
  CHECK(mask(R"({"password":"ab12cd\"ef\\gh\u00e9ij"})") ==
        R"({"password":")" + mask_for("password", "ab12cd") + R"(\")" + mask_for("password", "ef") +
            R"(\\g)" + mask_for("password", "h") + R"(\u00e9)" + mask_for("password", "ij") +
            R"("})");
  check({"password", R"(echo "password: \")", "hunter22", R"(\"\n")"});
}

TEST_CASE("code that handles secrets stays") {
  for (const std::string_view text :
       {"token = next_token()",
        "api_key: str",
        "password=os.environ[\"X\"]",
        "getToken(user)",
        "password: string;",
        "login: (username: string, password: string) => Promise<void>",
        "password=getpass.getpass()",
        "token: data.token,",
        "const token = generateSecureToken();",
        "secret = sha256(base64_decode(value2))",
        "self.password = password",
        "if token == nil || tokens.RefreshToken == \"\"",
        "private_key: ed25519.Ed25519PrivateKey,",
        "RegOpenKeyEx = win32api.RegOpenKeyEx2",
        "dd_api_key=settings.dd_api_key,",
        "\"DD-API-KEY\": cfg[\"api_key\"],",
        "Token token = Token::kSecret2;",
        "password: Option<String>,",
        "Password::Argon2id",
        "token: ${token}",
        "password: $PASSWORD",
        "TOKEN=$(cat /run/secrets/token1)",
        "TOKEN=${{ secrets.GITHUB_TOKEN }}",
        "api_key=os.environ.get('OPENAI_API_KEY2')",
        "apiKey: process.env.API_KEY_2",
        "<input type=\"password\" name=\"password\" placeholder=\"password1\">",
        "('username', 'password', 'repository')",
        "describe(\"password\", () => {})",
        "async function verifyPassword2(password, hash1) {}",
        "password_hash = bcrypt2(password)",
        "token_type: bearer2beta",
        "raise ValueError(\"Invalid password: too_short1\")"})
    check_kept(text);
}

TEST_CASE("numbers, names and settings about secrets stay") {
  for (const std::string_view text :
       {"max_tokens: 4096",
        "\"input_tokens\":123456,\"output_tokens\":98765",
        "\"jsonwebtoken\": \"^9.0.2\"",
        "tokens used: 12345678",
        "TOKEN_LIMIT=200000",
        "token_expires_at: 2026-11-20T21:41:18.123Z",
        "PASSWORD_MIN_LENGTH=12",
        "password_file: /run/secrets/db_password1",
        "SECRET_NAME=my-app-secret-2",
        "\"next_page_token\": \"CiAKGjBpNDd2Nmp2Zml2cXRwYjBpOXA\"",
        "api_key_id: 12ab34cd56ef",
        "\"apiKeySource\":\"none\"",
        "PWD=/home/bob/project2",
        "\"password\": 12345678",
        "author: bob1234567890abcdefgh",
        "{\"secret\", \"SharedAccessKey=\"}",
        "keyboard: qwerty2",
        "monkey=Abcdefgh1234567890XyZ",
        "secret-scanning/unblock-secret/344zhXJQuym2jlszt8a3FJAwcrY",
        "oauth2 v0.18.0",
        "cache_key: v1-linux-node20-8f14e45fceea167a5a36dedd4bea2543"})
    check_kept(text);
}

TEST_CASE("placeholders stay") {
  for (const std::string_view text : {"API_KEY=your_api_key_here1",
                                      "HF_TOKEN=<YOUR_HF_TOKEN>",
                                      "TOKEN=xxxxxxxxxxxxxxxxxxxx",
                                      "API_KEY=changeme123",
                                      "PASSWORD=********",
                                      "password: <password1>",
                                      "TOKEN=[REDACTED-1]",
                                      "API_KEY=test-api-key-12345678",
                                      "SECRET=example-secret-1",
                                      "PASSWORD=%DB_PASSWORD%",
                                      "\"password\": \"{{ db_password1 }}\"",
                                      "\"password\":\"required|min:8\"",
                                      "password: \"string\"",
                                      "\"password\": \"Passwort\"",
                                      "password: 'Enter your password 1'",
                                      "API_KEY=gsk_...",
                                      "token=op://vault/item1/field",
                                      "CLOUDFLARE_API_TOKEN=*** (REDACTED)",
                                      "password: \xE2\x80\xA2\xE2\x80\xA2\xE2\x80\xA2\xE2\x80\xA2",
                                      "PASSWORD=password"})
    check_kept(text);
}

TEST_CASE("digests, ids, images and styles stay") {
  check_kept("commit " + drawn(kHexDigits, 40) + "\nindex 83db48f..bf2c1a0");
  check_kept("sha256:" + drawn(kHexDigits, 64) + " integrity: sha512-" + drawn(kBase64s, 86) +
             "==");
  check_kept(
      "\"uuid\":\"0198b342-8e2a-7c31-a0b1-8f14e45fceea\",\"key\":\"0198b342-8e2a-7c31-a0b1-"
      "8f14e45fceea\"");
  check_kept("data:image/png;base64," + drawn(kBase64s, 4000));
  check_kept("\"signature\":\"" + drawn(kBase64s, 400) + "\"");
  check_kept("key: " + drawn(kHexDigits, 64));
  check_kept("key: \"MFkwEw" + drawn(kBase64s, 100) + "\"");
  check_kept(".token-key2{color:#1a2b3c}.secret-auth{background:url(a1b2c3.png)}");
  check_kept("/home/bob/.config/tokens/secret-key-2/api_key.json src/auth/password2.ts:17");
  check_kept("e.pass=function(t){return n.token=t,this.key=Xb12,this},i.secret=void 0");
}

}  // namespace
}  // namespace baton
