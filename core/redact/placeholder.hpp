#pragma once
#include <string_view>

namespace baton::redact {

/// Whether a token of a known form only stands for one: `ghp_xxxxxxxx`, `AKIA…EXAMPLE`,
/// `sk-your-key`.
bool is_sample_token(std::string_view token);

/// Whether an assigned value only stands for one or refers to one: `<password>`, `${VAR}`,
/// `your_api_key_here`, `****`, `changeme`, `process.env.X`, `op://vault/item`, a path, a version.
bool is_placeholder(std::string_view value);

/// Whether the value is no more than a plain word of forms, types and documentation: `required`,
/// `string`, `password`.
bool is_common_word(std::string_view value);

}  // namespace baton::redact
