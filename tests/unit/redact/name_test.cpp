#include "core/redact/name.hpp"

#include "tests/catch.hpp"

namespace baton::redact {
namespace {

void check_all(NameKind kind, std::initializer_list<std::string_view> names) {
  for (const std::string_view name : names) {
    CAPTURE(name);
    CHECK(static_cast<int>(kind_of_name(name)) == static_cast<int>(kind));
  }
}

TEST_CASE("names are classified by their words") {
  check_all(NameKind::password, {"password", "DB_PASSWORD", "userPassword", "PGPASSWORD", "passwd",
                                 "MYSQL_PWD", "passphrase", "smtp-pass",
                                 "spring.datasource.password", "password2", "rootPasswords"});
  check_all(NameKind::secret, {"secret", "client_secret", "JWT_SECRET", "clientSecret", "SECRETS",
                               "credentials", "webhook-secret"});
  check_all(NameKind::token, {"token",
                              "access_token",
                              "accessToken",
                              "GITHUB_TOKEN",
                              "_authToken",
                              "api_key",
                              "apiKey",
                              "APIKey",
                              "OPENAI_API_KEY",
                              "X-Api-Key",
                              "private_key",
                              "AccountKey",
                              "SharedAccessKey",
                              "secret_key",
                              "SECRET_KEY_BASE",
                              "encryption.key",
                              "HF_TOKEN_READ",
                              "authorization",
                              "privatekey",
                              "tokens",
                              "PAT",
                              "jwt"});
  check_all(NameKind::aws, {"aws_secret_access_key", "AWS_SECRET_ACCESS_KEY", "secretAccessKey",
                            "aws_secret_key"});
  check_all(NameKind::doubtful, {"key", "GIPHY_KEY", "tokenForBob"});
}

TEST_CASE("names of no secrets") {
  check_all(NameKind::none, {"",
                             "author",
                             "keyboard",
                             "monkey",
                             "tokenizer",
                             "max_token_count",
                             "token_type",
                             "api_key_id",
                             "password_hash",
                             "passwordField",
                             "public_key",
                             "primaryKey",
                             "cache_key",
                             "next_page_token",
                             "nextPageToken",
                             "token_url",
                             "SECRET_NAME",
                             "tokenCount",
                             "pass",
                             "passing",
                             "apiKeySource",
                             "secretary",
                             "authenticate",
                             "compass",
                             "id",
                             "value"});
}

}  // namespace
}  // namespace baton::redact
