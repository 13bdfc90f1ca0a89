#pragma once
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/transcript/importer.hpp"

namespace baton::test {

/// A whole transcript, read.
struct Reading {
  std::vector<Turn> turns;
  TranscriptFacts facts;

  std::vector<std::string> texts() const;
  std::vector<std::string> uids() const;
};

/// Reads `text` with the importer of `format`, in pieces of `step` bytes (0: all at once).
Reading read_transcript(std::string_view format, std::string_view text, std::size_t step = 0);

/// Everything that a reading says, a line for each turn and fact; to compare two.
std::string described(const Reading& reading);

/// Whether feeding `text` byte by byte, in pieces of seven and at once gives the same.
bool same_in_pieces(std::string_view format, std::string_view text);

/// The content of a sample file, by its path below the shared samples' folder; "" where there are
/// none. They lie beside the source tree, in which the tests run, or where BATON_SHARED says.
std::string sample(std::string_view path);
/// The paths of the files in a folder of the samples, sorted; empty where there are none.
std::vector<std::string> samples_in(std::string_view folder);

}  // namespace baton::test
