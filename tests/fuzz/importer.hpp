#pragma once
#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/text.hpp"
#include "core/transcript/importer.hpp"

namespace baton::fuzz {

inline std::vector<Turn> turns_of(std::string_view format, std::string_view text, std::size_t cut) {
  std::vector<Turn> turns;
  const auto importer = make_importer(format);
  importer->feed(text.substr(0, cut), turns);
  importer->feed(text.substr(cut), turns);
  importer->finish(turns);
  return turns;
}

/// Traps if the bytes' turns depend on how they come in, share a uid, or are not valid text.
inline int check_importer(std::string_view format, const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const std::vector<Turn> whole = turns_of(format, text, size);
  const std::vector<Turn> pieces = turns_of(format, text, size > 0 ? data[0] % (size + 1) : 0);
  if (whole.size() != pieces.size()) __builtin_trap();
  std::set<std::string> uids;
  for (std::size_t i = 0; i < whole.size(); ++i) {
    const Turn& turn = whole[i];
    if (!uids.insert(turn.uid).second) __builtin_trap();
    if (turn.text != pieces[i].text || turn.uid != pieces[i].uid) __builtin_trap();
    if (turn.uid.empty() || first_invalid_utf8(turn.text) != std::string_view::npos)
      __builtin_trap();
    if (turn.text.find('\0') != std::string::npos) __builtin_trap();
  }
  return 0;
}

}  // namespace baton::fuzz
