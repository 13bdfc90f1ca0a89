#pragma once
#include <cstddef>
#include <string_view>

#include "core/transcript/importer.hpp"

namespace baton {

/// What is kept of the JSON of something unknown, in bytes.
inline constexpr std::size_t kMostUnknownBytes = 16 * 1024;

/// Counts a word that an importer does not understand under `prefix` and its first 64 bytes. `name`
/// is a raw slice of JSON. Beyond 64 words, new ones are "other".
void count_unknown(TranscriptFacts& facts, std::string_view prefix, std::string_view name);

/// The system turn that keeps a record of an unknown type: the start of its JSON, under the
/// hash of the whole.
Turn unknown_turn(TranscriptFacts& facts, std::string_view raw);

}  // namespace baton
