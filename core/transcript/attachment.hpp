#pragma once
#include <cstdint>
#include <string>
#include <string_view>

namespace baton {

/// The line that stands for an image or a document in a turn, from the raw JSON of its block
/// (`{"type":"image","source":{…}}`): "[image image/png, 5321 bytes,
/// 2cf24dba5fb0a30e26e83b2ac5b9e29e]". The number is the first 16 bytes of the content's SHA-256. A
/// plain-text document gives its text, something that is only pointed at gives where it is.
std::string describe_attachment(std::string_view block, std::int64_t& replaced);

}  // namespace baton
