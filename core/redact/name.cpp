#include "core/redact/name.hpp"

#include <algorithm>
#include <array>
#include <span>

#include "core/base/text.hpp"
#include "core/redact/characters.hpp"

namespace baton::redact {
namespace {

constexpr std::string_view kPasswords[] = {"password", "passwd", "passphrase", "passwort", "pwd"};
constexpr std::string_view kSecrets[] = {"secret", "credential", "cred"};
constexpr std::string_view kTokens[] = {"token",         "jwt",    "bearer", "auth",
                                        "authorization", "apikey", "pat"};

/// Joined to what stands before them: PGPASSWORD, clientsecret, authtoken.
constexpr std::string_view kPasswordEnds[] = {"password", "passwd", "passphrase"};
constexpr std::string_view kTokenEnds[] = {"token",   "apikey",     "secretkey", "accesskey",
                                           "authkey", "privatekey", "accountkey"};

/// Before `key`: they make it a secret.
constexpr std::string_view kKeySorts[] = {
    "access",  "account", "admin",       "aes",     "api",          "app",      "application",
    "auth",    "client",  "consumer",    "deploy",  "encryption",   "function", "hmac",
    "host",    "ingest",  "integration", "license", "master",       "private",  "project",
    "rest",    "root",    "rsa",         "sdk",     "secret",       "server",   "service",
    "session", "shared",  "signing",     "ssh",     "subscription", "webhook",
};

/// Before `key` and `token`: they make it public or a mere position.
constexpr std::string_view kHarmlessSorts[] = {
    "accessibility", "anchor",    "answer",    "bos",      "bucket",       "cache",       "canary",
    "cancellation",  "column",    "composite", "config",   "continuation", "cursor",      "design",
    "dict",          "entry",     "eos",       "event",    "field",        "fingerprint", "foreign",
    "group",         "hash",      "hot",       "i18n",     "idempotency",  "index",       "item",
    "json",          "kv",        "lang",      "lexer",    "locale",       "lookup",      "map",
    "menu",          "message",   "meta",      "natural",  "next",         "object",      "option",
    "order",         "pad",       "page",      "param",    "parser",       "partition",   "prefix",
    "prev",          "primary",   "prop",      "pub",      "public",       "publishable", "query",
    "react",         "redis",     "registry",  "resume",   "route",        "row",         "s3",
    "schema",        "search",    "semantic",  "sequence", "sort",         "special",     "state",
    "storage",       "surrogate", "sync",      "tab",      "tmp",          "translation", "unique",
    "unk",           "unlock",
};

/// After the secret word: they make it something about a secret.
constexpr std::string_view kAbouts[] = {
    "age",         "alg",       "algorithm", "algo",        "arn",      "audience", "at",
    "bit",         "budget",    "button",    "bytes",       "cache",    "change",   "char",
    "check",       "class",     "code",      "colour",      "color",    "config",   "confirmation",
    "cost",        "count",     "counter",   "dir",         "endpoint", "enabled",  "entropy",
    "env",         "error",     "exp",       "expiration",  "expired",  "expires",  "expiry",
    "field",       "file",      "filename",  "fingerprint", "format",   "grant",    "handler",
    "hash",        "header",    "help",      "hint",        "id",       "in",       "index",
    "input",       "issuer",    "kind",      "label",       "len",      "length",   "level",
    "lifetime",    "limit",     "link",      "list",        "location", "manager",  "max",
    "message",     "min",       "missing",   "mode",        "model",    "name",     "ok",
    "only",        "owner",     "page",      "param",       "path",     "pattern",  "permission",
    "placeholder", "policy",    "position",  "prefix",      "present",  "price",    "prompt",
    "protocol",    "provider",  "ref",       "regex",       "region",   "required", "reset",
    "role",        "rotation",  "rule",      "salt",        "scope",    "service",  "set",
    "size",        "source",    "state",     "status",      "store",    "storage",  "strategy",
    "strength",    "suffix",    "text",      "title",       "ttl",      "type",     "uri",
    "url",         "usage",     "use",       "used",        "user",     "username", "valid",
    "validation",  "validator", "version",   "visible",
};

/// After the secret word, of no matter.
constexpr std::string_view kNeutral[] = {
    "b64",     "backup", "base",       "base64", "data", "default",  "dev",   "global",
    "hex",     "key",    "live",       "local",  "main", "new",      "old",   "plain",
    "private", "prod",   "production", "raw",    "read", "readonly", "root",  "secret",
    "staging", "string", "test",       "token",  "v1",   "v2",       "value", "write",
};
static_assert(std::ranges::is_sorted(kKeySorts));
static_assert(std::ranges::is_sorted(kHarmlessSorts));
static_assert(std::ranges::is_sorted(kNeutral));

constexpr std::size_t kMostWords = 12;

struct Words {
  std::array<std::string, kMostWords> word;
  std::size_t count = 0;
  std::span<const std::string> all() const { return {word.data(), count}; }
};

/// Whether a word starts at `i`: aB, and B in ABc.
bool splits(std::string_view name, std::size_t i) {
  if (!is(name[i], kUpper)) return false;
  return !is(name[i - 1], kUpper) || (i + 1 < name.size() && is(name[i + 1], kLower));
}

/// Lower-cased, without digits at the end.
void add(Words& words, std::string_view word) {
  while (word.size() > 1 && is(word.back(), kDigit)) word.remove_suffix(1);
  if (!word.empty() && words.count < kMostWords) words.word[words.count++] = lowered(word);
}

std::string_view singular(std::string_view word) {
  const bool plural = word.size() > 3 && word.ends_with('s') && !word.ends_with("ss");
  return word.substr(0, word.size() - (plural ? 1 : 0));
}

Words words_of(std::string_view name) {
  Words words;
  std::size_t start = 0;
  for (std::size_t i = 0; i < name.size(); ++i) {
    const bool joint = !is(name[i], kAlnum);
    if (!joint && (i == start || !splits(name, i))) continue;
    add(words, name.substr(start, i - start));
    start = joint ? i + 1 : i;
  }
  add(words, name.substr(start));
  return words;
}

template <class List>
bool one_of(std::string_view word, const List& list) {
  return std::ranges::find(list, word) != std::end(list);
}

bool ends_with_any(std::string_view word, std::span<const std::string_view> ends) {
  return std::ranges::any_of(ends, [&](std::string_view end) { return word.ends_with(end); });
}

/// aws_secret_access_key, aws_secret_key, secretAccessKey
bool is_aws(std::span<const std::string> before) {
  return before.back() == "access" ? before.size() > 1 && before[before.size() - 2] == "secret"
                                   : before.back() == "secret" && one_of("aws", before);
}

NameKind kind_of_key(std::span<const std::string> before) {
  if (before.empty()) return NameKind::doubtful;
  if (is_aws(before)) return NameKind::aws;
  if (one_of(before.back(), kHarmlessSorts)) return NameKind::none;
  return one_of(before.back(), kKeySorts) ? NameKind::token : NameKind::doubtful;
}

/// Of the word at the end of `words`.
NameKind kind_of_last(std::span<const std::string> words) {
  const std::string_view word = singular(words.back());
  const auto before = words.first(words.size() - 1);
  if (one_of(word, kPasswords) || ends_with_any(word, kPasswordEnds)) return NameKind::password;
  if (word == "pass" && !before.empty()) return NameKind::password;
  if (one_of(word, kSecrets) || word.ends_with("secret")) return NameKind::secret;
  if (word == "key") return kind_of_key(before);
  if (!one_of(word, kTokens) && !ends_with_any(word, kTokenEnds)) return NameKind::none;
  return !before.empty() && one_of(before.back(), kHarmlessSorts) ? NameKind::none
                                                                  : NameKind::token;
}

bool in_capitals(std::string_view name) {
  return std::ranges::none_of(name, [](char c) { return is(c, kLower); });
}

/// `kind` after the words that follow the secret one.
NameKind with_rest(NameKind kind, std::span<const std::string> rest, bool capitals) {
  for (const std::string& word : rest)
    if (one_of(word, kAbouts) || one_of(singular(word), kAbouts)) return NameKind::none;
  const bool known =
      std::ranges::all_of(rest, [](const auto& word) { return one_of(word, kNeutral); });
  return known || capitals ? kind : NameKind::doubtful;
}

}  // namespace

NameKind kind_of_name(std::string_view name) {
  const Words words = words_of(name);
  const auto all = words.all();
  for (std::size_t last = all.size(); last > 0; --last) {
    const NameKind kind = kind_of_last(all.first(last));
    if (kind == NameKind::none) {
      const std::string_view word = singular(all[last - 1]);
      if (word == "key" || word == "token") return kind;
      continue;
    }
    return with_rest(kind, all.subspan(last), in_capitals(name));
  }
  return NameKind::none;
}

}  // namespace baton::redact
