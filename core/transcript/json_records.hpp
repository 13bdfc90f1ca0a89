#pragma once
#include <string_view>

#include "core/base/json_scan.hpp"
#include "core/base/text.hpp"

namespace baton {

/// Where the next record may begin behind a fault: a record torn by a crash ends anywhere, and the
/// next one was written right behind it. npos if nowhere.
inline std::size_t next_record(std::string_view text, std::size_t fault) {
  const std::size_t at = text.rfind("{\"", fault + 4);
  return at == std::string_view::npos || at == 0 || at + 4 < fault ? std::string_view::npos : at;
}

/// Reads the records of a line of JSON lines: one, unless a crash tore it and the next was written
/// behind it. `read(text, scan)` reads an object and says whether it could; `accept(raw)` is called
/// after each that it could, with its text. NULs around records, which file systems leave after a
/// crash, are passed over. Returns whether the line was whole.
template <class Read, class Accept>
bool read_records(std::string_view line, Read&& read, Accept&& accept) {
  constexpr int kMostRecords = 16;
  const std::size_t first = line.find_first_not_of('\0');
  if (first == std::string_view::npos) return line.empty();
  std::string_view text = line.substr(first, line.find_last_not_of('\0') - first + 1);
  bool whole = text.size() == line.size();
  text = trimmed(text);
  for (int i = 0; i < kMostRecords && !text.empty(); ++i) {
    JsonScan scan(text);
    const bool could = read(text, scan);
    if (could) accept(text.substr(0, scan.offset()));
    if (could && scan.at_end()) break;
    whole = false;
    const std::size_t next = next_record(text, scan.offset());
    if (next == std::string_view::npos) break;
    text.remove_prefix(next);
  }
  return whole;
}

}  // namespace baton
