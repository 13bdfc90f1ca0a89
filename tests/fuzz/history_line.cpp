// Any lines as an export of the whole history: each is taken or refused by its number, and whatever
// was taken is no longer than what was read.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "core/base/text.hpp"
#include "core/history/lines.hpp"

using namespace baton;

namespace {

/// Of a file that is none, or a newer one's, no line is to blame.
bool names_line(const Error& error, std::int64_t number) {
  return error.code.ends_with("_format") ||
         error.message.find(std::to_string(number)) != std::string::npos;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  history::Lines lines(1, true);
  history::Waiting waiting;
  std::int64_t number = 0;
  for (const std::string_view line : lines_of(text)) {
    ++number;
    const Result<bool> taken = lines.take(line, waiting);
    if (lines.number() != number) std::abort();
    if (!taken && !names_line(taken.error(), number)) std::abort();
    if (!taken) break;
  }
  if (waiting.events.size() != waiting.event_lines.size()) std::abort();
  if (lines.finish() && !lines.complete()) std::abort();
  return 0;
}
