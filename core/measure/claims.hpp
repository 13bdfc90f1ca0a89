#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "core/measure/vocabulary.hpp"

namespace baton::measured {

/// A concrete claim of a text that is handed over.
struct TextClaim {
  enum class Kind : std::uint8_t { path, command, commit, identifier } kind = Kind::path;
  std::string text;
};

/// Paths are words with a file's ending; commits hexadecimal words; what stands between backticks
/// is a command if it has several words, else an identifier. Text that was cut ("…") claims what is
/// whole.
std::vector<TextClaim> text_claims(std::string_view text);

bool grounds(const Vocabulary& session, const Vocabulary& known, const TextClaim& claim);

}  // namespace baton::measured
