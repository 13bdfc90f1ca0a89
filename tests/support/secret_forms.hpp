#pragma once
#include <cstdint>
#include <random>
#include <span>
#include <string>
#include <string_view>

namespace baton::test {

/// Draws characters, the same for a seed on every platform.
class Draw {
 public:
  explicit Draw(std::uint64_t seed) : random_(seed) {}

  std::size_t below(std::size_t n) { return random_() % n; }
  std::string of(std::string_view alphabet, std::size_t size);
  template <class List>
  const auto& one_of(const List& list) {
    return list[below(std::size(list))];
  }

 private:
  std::mt19937_64 random_;
};

/// What a form makes. Only `secret` must not be read; `before` and `after` are what it cannot do
/// without, such as the address of a webhook.
struct Planted {
  std::string before;
  std::string secret;
  std::string after;
};

/// Writes `form` out: text with drawn parts in braces, a letter and a size each, such as
/// `ghp_{a30}{crc}`, and `|` before and after the secret where it is not all of it.
///
/// Other braces stay.
///
///     d digits    h hex    H HEX    a letters and digits    l the same, lower case    u upper case
///     L letters   U base32, upper case   b base64   s base64url   w letters, digits and _
///     p what password generators use
///     {crc} {crch} {crcH} {crc36}: a checksum of what was drawn last, in base 62, 16, 16, 36
///     {uuid}   {word}: words joined by dashes   {jwt:…}: a JWT of these claims
///     {b64:…}: base64 of a form with < > for its braces and ( ) for those of JSON
///     {pem:LABEL}: a PEM block
Planted written(std::string_view form, Draw& draw);
/// The same of a form without `|`.
std::string text_of(std::string_view form, Draw& draw);

std::string base64_of(std::string_view bytes);

/// A kind of secret.
struct SecretKind {
  std::string_view name;
  std::string_view form;
  /// The variable that holds it, in capitals.
  std::string_view variable;
};

/// Those that a reader knows by how they look, wherever they stand.
std::span<const SecretKind> kinds_by_form();
/// Those that look like any other random string or word: only a name beside them tells.
std::span<const SecretKind> kinds_by_name();
/// Those with their own place: passwords in URLs, connection strings, headers and files.
std::span<const SecretKind> kinds_by_place();

}  // namespace baton::test
