#pragma once
#include <cstddef>
#include <map>
#include <string>
#include <string_view>

#include "core/base/json.hpp"

namespace baton {

/// How often each rule masked something.
using MaskCounts = std::map<std::string, std::size_t, std::less<>>;

/// `text` with every secret replaced by its mask, `[masked:RULE:xxxxxxxx]`, where the eight hex
/// digits are of the secret's SHA-256: the same secret gets the same mask, on every machine.
/// Masking is idempotent: mask(mask(x)) == mask(x). Works on prose, code, shell output and JSON
/// text alike, and keeps JSON and UTF-8 valid: quotation marks and escapes inside a secret stay,
/// and the pieces between them are masked one by one; only a private key becomes one mask with its
/// line ends. Linear in the length of the text. Counts are added to `counts`.
///
/// RULE is a vendor's token (`github-token`, `aws-access-key-id`, `jwt`, …: token_rules.cpp lists
/// them), `private-key` (the whole block; its hash leaves out line ends), `cookie`, `password` (by
/// a name, in a URL, as an option), `basic-auth`, or `secret` for what only its name or header
/// gives away.
///
///     MaskCounts counts;
///     mask_secrets("PGPASSWORD=hunter22 psql", counts);  // PGPASSWORD=[masked:password:…] psql
///
/// Placeholders (`your_api_key`, `<token>`, `${TOKEN}`, `****`), references (`os.environ["X"]`) and
/// paths stay, and so do digests and uuids that no name calls a secret. A secret with blanks inside
/// and a low-entropy one without a telling name are not found.
std::string mask_secrets(std::string_view text, MaskCounts& counts);
std::string mask_secrets(std::string_view text);  ///< uncounted

/// Masks the strings of `json` in place, names of members included. What mask_secrets would find
/// inside a string is masked there; a string whose place says that it is a secret, whole:
/// {"password": "…"}, {"tokens": ["…"]}, {"name": "API_KEY", "value": "…"}, ["--password", "…"].
/// Not recursive: any depth will do.
void mask_json(Json& json, MaskCounts& counts);

}  // namespace baton
