// Any bytes through the Codex importer, whole and in two pieces: the same turns, valid UTF-8.
#include "tests/fuzz/importer.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  return baton::fuzz::check_importer("codex", data, size);
}
