#include "core/redact/placeholder.hpp"

#include <algorithm>
#include <span>

#include "core/base/text.hpp"
#include "core/redact/characters.hpp"
#include "core/redact/shape.hpp"

namespace baton::redact {
namespace {

constexpr std::size_t kTokenSample = 256;

constexpr std::string_view kSampleParts[] = {
    "xxxx",     "****",     "....",     "your_", "your-",       "example",
    "redacted", "changeme", "_here",    "-here", "placeholder", "12345678",
    "abcdefgh", "00000000", "deadbeef", "dummy", "testtest",
};

constexpr std::string_view kPlaceholderParts[] = {
    "xxx",         "***",        "...",          "your",        "example",      "redacted",
    "changeme",    "change-me",  "change_me",    "changethis",  "placeholder",  "dummy",
    "insert",      "replace",    "_here",        "-here",       "masked",       "required",
    "process.env", "os.environ", "getenv",       "import.meta", "fake",         "sample",
    "[trimmed",    "foobar",     "\xE2\x80\xA6", "hidden",      "\xE2\x80\xA2",
};

/// Of values that say where the secret is.
constexpr std::string_view kReferences[] = {
    "op://", "vault:", "arn:aws", "ssm:",    "keychain", "secrets.", "env.",
    "env:",  "file:",  "self.",   "this.",   "config.",  "./",       "../",
    "~/",    "data:",  "sha256:", "sha512-", "sha256-",
};

constexpr std::string_view kCommonWords[] = {
    "absent",    "account",   "active",    "admin",     "autocomplete", "boolean",      "bytes",
    "cancel",    "change",    "checked",   "column",    "configured",   "confirm",      "content",
    "correct",   "create",    "current",   "default",   "disabled",     "email",        "empty",
    "enabled",   "encrypted", "error",     "expired",   "failed",       "false",        "field",
    "filtered",  "forgot",    "generate",  "generated", "hashed",       "incorrect",    "inherit",
    "input",     "integer",   "invalid",   "keyword",   "local",        "login",        "manual",
    "match",     "mismatch",  "missing",   "mysql",     "never",        "nullable",     "number",
    "object",    "omitted",   "optional",  "param",     "passed",       "passwordless", "postgres",
    "prompt",    "random",    "readonly",  "register",  "removed",      "request",      "reset",
    "sensitive", "simple",    "static",    "stored",    "string",       "strong",       "stubbed",
    "submit",    "testing",   "textfield", "toggle",    "undefined",    "unknown",      "unset",
    "update",    "username",  "valid",     "value",     "varchar",      "verify",       "visible",
    "warning",   "wrong",
};
static_assert(std::ranges::is_sorted(kCommonWords));

/// In one case throughout: a random token may hold a short word in mixed case.
bool in_one_case(std::string_view word) {
  const auto is_upper = [](char c) { return is(c, kUpper); };
  const auto is_lower = [](char c) { return is(c, kLower); };
  return std::ranges::none_of(word.substr(1), is_upper) || std::ranges::none_of(word, is_lower);
}

bool holds_any(std::string_view value, std::span<const std::string_view> words) {
  const std::string small = lowered(value);
  return std::ranges::any_of(words, [&](std::string_view word) {
    const std::size_t at = small.find(word);
    return at != std::string::npos && in_one_case(value.substr(at, word.size()));
  });
}

bool is_between(std::string_view value, char open, char close) {
  return value.front() == open && value.find(close) != std::string_view::npos;
}

/// $VAR, ${VAR}, $(command), {{name}}, %(name)s, <name>, [name], @NAME@
bool is_template(std::string_view value) {
  const char second = value.size() > 1 ? value[1] : '\0';
  if (value.front() == '$' && (is(second, kLetter | kUnderscore) || second == '{' || second == '('))
    return true;
  if (is_between(value, '<', '>') || is_between(value, '[', ']') || value.starts_with("%("))
    return true;
  if (value.size() > 2 && value.front() == value.back() && (second != '\0') &&
      (value.front() == '%' || value.front() == '@'))
    return true;
  return contains(value, "${") || contains(value, "$(") ||
         (contains(value, "{") && contains(value, "}"));
}

/// 1.2.3, ^1.2.3, >=1.2, v1.2.3-beta.1
bool is_version(std::string_view value) {
  std::size_t at = value.find_first_not_of("^~<>=v");
  if (at == std::string_view::npos || !is(value[at], kDigit)) return false;
  at = run_end(value, at, kDigit, 4);
  return at + 1 < value.size() && value[at] == '.' && is(value[at + 1], kDigit) &&
         run_end(value, at, kUrlDot) == value.size() && value.size() < 24;
}

bool is_windows_path(std::string_view value) {
  return value.size() > 2 && is(value[0], kLetter) && value[1] == ':' &&
         (value[2] == '\\' || value[2] == '/');
}

bool refers(std::string_view value) {
  return contains(value, "://") || is_windows_path(value) ||
         std::ranges::any_of(kReferences,
                             [&](std::string_view start) { return value.starts_with(start); });
}

}  // namespace

bool is_sample_token(std::string_view token) {
  return holds_any(token.substr(0, kTokenSample), kSampleParts);
}

bool is_placeholder(std::string_view value) {
  value = value.substr(0, kTokenSample);
  return value.empty() || is_template(value) || is_version(value) || refers(value) ||
         holds_any(value, kPlaceholderParts) || shape_of(value).distinct <= 3;
}

bool is_common_word(std::string_view value) {
  return value.size() < 24 && std::ranges::binary_search(kCommonWords, lowered(value));
}

}  // namespace baton::redact
