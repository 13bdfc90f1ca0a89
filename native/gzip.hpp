#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace baton::native {

/// `bytes` as a gzip file (RFC 1952), packed fast rather than small.
std::string gzipped(std::string_view bytes);

/// What a gzip file holds; nullopt if it is none or is torn. Of what is longer than `most` bytes
/// come `most` and one, by which the caller knows.
std::optional<std::string> gunzipped(std::string_view file, std::size_t most);

}  // namespace baton::native
