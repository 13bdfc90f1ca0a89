// Any bytes through the importers of plain conversations and of handoffs, and through recognition.
#include "tests/fuzz/importer.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  baton::recognise(bytes, "x.md");
  for (const char* format : {"conversation_json", "conversation_markdown", "handoff"})
    baton::fuzz::check_importer(format, data, size);
  return 0;
}
