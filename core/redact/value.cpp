#include "core/redact/value.hpp"

#include <algorithm>

#include "core/base/text.hpp"
#include "core/redact/characters.hpp"
#include "core/redact/finders.hpp"
#include "core/redact/placeholder.hpp"
#include "core/redact/shape.hpp"

namespace baton::redact {
namespace {

constexpr std::size_t kValueSample = 256;
constexpr std::size_t kLeastToken = 16;
constexpr std::size_t kLeastDoubtful = 20;
constexpr std::size_t kLeastSecret = 8;
/// "correct-horse-battery-9431": words that are joined, and digits enough to be no name.
constexpr std::size_t kLeastPassphrase = 16;
constexpr std::size_t kLeastPassphraseDigits = 3;
constexpr std::size_t kLeastValue = 6;
constexpr std::size_t kLeastBarePassword = 7;

constexpr std::string_view kSecretWords[] = {"password", "passwd", "passphrase", "secret",
                                             "token",    "pwd",    "pass",       "key"};

bool speaks_of_secrets(std::string_view value) {
  const std::string small = lowered(value);
  return std::ranges::any_of(kSecretWords,
                             [&](std::string_view word) { return contains(small, word); });
}

/// foo, foo_bar1, foo.bar, Foo::bar, foo-bar
bool is_identifier(std::string_view value) {
  return is(value.front(), kLetter | kUnderscore) &&
         std::ranges::all_of(value, [](char c) { return is(c, kUrlDot) || c == ':'; });
}

/// settings.api_key, win32api.RegOpenKeyEx
bool is_member(std::string_view value) {
  const std::size_t dot = value.rfind('.');
  return dot != std::string_view::npos && is_identifier(value) && !contains(value, "-") &&
         !looks_random(value.substr(dot + 1), kLeastDoubtful);
}

/// aHVudGVyMg==, as Kubernetes keeps them
bool is_padded_base64(std::string_view value, const Shape& shape) {
  return value.size() >= kLeastSecret && value.size() % 4 == 0 && value.ends_with('=') &&
         run_end(value, 0, kBase64) == value.size() && shape.uppers && shape.lowers &&
         !shape.reads_as_words();
}

bool is_mostly_ascii(std::string_view value) {
  const auto beyond = std::ranges::count_if(value, [](char c) { return (c & 0xC0) == 0xC0; });
  return static_cast<std::size_t>(beyond) * 4 <= value.size();
}

/// A word in lower case that nobody would put on a label or into a schema.
bool is_plain_word_password(std::string_view value, const Shape& shape) {
  return shape.lowers == shape.size && !speaks_of_secrets(value) && !is_common_word(value);
}

bool is_path(std::string_view value) {
  return value.front() == '/' && std::ranges::count(value, '/') > 1;
}

/// Letters in both cases as only a generator mixes them.
bool is_mixed(const Shape& shape) {
  return shape.size >= 10 && shape.letters() == shape.size &&
         shape.case_changes * 3 >= shape.size && shape.in_words * 3 <= shape.size;
}

bool is_quoted_password(std::string_view value, const Shape& shape) {
  if (shape.size < kLeastValue || is_path(value)) return false;
  if (shape.digits == shape.size) return true;
  if (is_mixed(shape)) return true;
  if (!shape.digits && !shape.symbols()) return is_plain_word_password(value, shape);
  if (!shape.digits && is_identifier(value)) return false;
  return !(is_identifier(value) && shape.joints && speaks_of_secrets(value)) &&
         value.find_first_of("()|") == std::string_view::npos;
}

bool is_environment_password(std::string_view value, const Shape& shape) {
  if (shape.size < kLeastValue || is_path(value)) return false;
  if (shape.digits || shape.symbols()) return true;
  return !speaks_of_secrets(value) && !is_common_word(value);
}

bool is_bare_password(std::string_view value, const Shape& shape) {
  if (is_padded_base64(value, shape) || is_mixed(shape)) return true;
  if (shape.size < kLeastBarePassword || !shape.digits || !shape.letters() || is_path(value))
    return false;
  if (value.find_first_of("()[]{}<>=,;") != std::string_view::npos) return false;
  if (!is_identifier(value)) return shape.symbols() || looks_random(shape, kLeastValue);
  const bool passphrase = shape.size >= kLeastPassphrase && shape.digits >= kLeastPassphraseDigits;
  return (!shape.joints || passphrase) && !speaks_of_secrets(value);
}

bool is_password(Style style, std::string_view value, const Shape& shape) {
  if (style == Style::quoted) return is_quoted_password(value, shape);
  if (style == Style::environment) return is_environment_password(value, shape);
  return is_bare_password(value, shape);
}

bool is_secret(Style style, std::string_view value, const Shape& shape) {
  if (looks_random(shape, kLeastToken) || is_padded_base64(value, shape)) return true;
  return style != Style::bare && shape.size >= kLeastSecret && shape.digits && shape.letters() &&
         !shape.reads_as_words() && !is_path(value) && shape.symbols() * 3 < shape.size &&
         !(is_identifier(value) && speaks_of_secrets(value));
}

/// How public keys start in base64: X.509's SubjectPublicKeyInfo, OpenSSH.
bool is_public_key(std::string_view value) {
  static constexpr std::string_view kStarts[] = {"MFkwEw",   "MHYwEA",  "MIGbMB", "MIIBIj",
                                                 "MIICIj",   "MIGfMA",  "MCowBQ", "AAAAB3Nz",
                                                 "AAAAC3Nz", "AAAAE2Vj"};
  return std::ranges::any_of(kStarts,
                             [&](std::string_view start) { return value.starts_with(start); });
}

/// A key of no named sort has to look like nothing else: no digest, no uuid, no path.
bool is_doubtful_secret(std::string_view value, const Shape& shape) {
  return looks_random(shape, kLeastDoubtful) && !shape.hex && shape.uppers && shape.lowers &&
         shape.joints * 10 < shape.size && !is_public_key(value);
}

bool is_of_kind(NameKind kind, Style style, std::string_view value) {
  const Shape shape = shape_of(value);
  if (kind == NameKind::password) return is_password(style, value, shape);
  if (is_path(value) && kind != NameKind::aws) return false;
  if (style == Style::bare && is_member(value)) return false;
  if (kind == NameKind::secret) return is_secret(style, value, shape);
  return kind == NameKind::doubtful
             ? is_doubtful_secret(value, shape)
             : looks_random(shape, kLeastToken) || is_padded_base64(value, shape);
}

}  // namespace

bool is_secret_value(NameKind kind, Style style, std::string_view value) {
  value = value.substr(0, kValueSample);
  if (kind == NameKind::none || value.size() < kLeastValue) return false;
  if (std::ranges::any_of(value, [](char c) { return is(c, kBlank); })) return false;
  if (!is_mostly_ascii(value) || !is_of_kind(kind, style, value)) return false;
  return !is_placeholder(value) && (kind == NameKind::password || !is_sample_token(value));
}

std::string_view rule_of(NameKind kind, std::string_view value) {
  if (kind == NameKind::password) return "password";
  return kind == NameKind::aws && is_aws_secret(value) ? "aws-secret-key" : "secret";
}

}  // namespace baton::redact
