#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "native/machine/transcript_stream.hpp"

namespace baton::machine {

/// How far a file was read, and the hash of what stands before that place.
struct ReadMark {
  std::string path;
  std::int64_t read = 0;
  std::string mark;
};

/// What a file has that was not read yet.
struct FileTail {
  FilePart part;          ///< whole lines, unless a torn last one was asked for
  std::int64_t was = 0;   ///< what the mark said, even if it no longer holds
  std::int64_t read = 0;  ///< the end of the whole lines
  std::string mark;       ///< of the place `read`
  bool more = false;      ///< the file has more than was asked for
  bool empty() const { return part.to <= part.from; }
};

/// What is taken of a file.
struct TailWish {
  std::int64_t most = 1 << 20;  ///< bytes, a longer line still whole
  bool torn = false;            ///< a last line without its end too
  bool whole = false;           ///< from the beginning, whatever was read
};

/// The file's bytes after the mark; from its beginning if the file is not what it was then. A file
/// that cannot be read has none.
FileTail tail_of(const ReadMark& mark, const TailWish& wish);

/// The files of a session of Claude Code: its own and those of its subagents, which lie in the
/// folder of its name.
std::vector<std::string> session_files(const std::string& transcript);

}  // namespace baton::machine
