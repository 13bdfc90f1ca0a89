// Any bytes as the reply to a batch: rows or a refusal.
#include "wasm/rows.hpp"

using namespace baton;

/// The first byte is the number of statements.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  const auto answers = wasm::read_rows(bytes, data[0] % 8);
  if (answers && answers->size() != data[0] % 8) __builtin_trap();
  return 0;
}
