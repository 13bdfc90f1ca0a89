#include "native/machine/transcript_tail.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>

#include "core/base/hash.hpp"
#include "native/machine/histories.hpp"

namespace baton::machine {
namespace {

constexpr std::int64_t kMarkBytes = 512;
constexpr std::int64_t kStep = 64 * 1024;
constexpr std::int64_t kLongestLine = 8 << 20;

/// An open file, read at places.
class PlacedFile {
 public:
  explicit PlacedFile(const std::string& path)
      : descriptor_(open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK)) {
    if (descriptor_ >= 0) size_ = std::max<std::int64_t>(lseek(descriptor_, 0, SEEK_END), 0);
  }
  PlacedFile(const PlacedFile&) = delete;
  PlacedFile& operator=(const PlacedFile&) = delete;
  ~PlacedFile() {
    if (descriptor_ >= 0) close(descriptor_);
  }

  std::int64_t size() const { return size_; }

  std::string bytes(std::int64_t from, std::int64_t to) const {
    std::string text(static_cast<std::size_t>(std::max<std::int64_t>(to - from, 0)), '\0');
    const ssize_t count = descriptor_ < 0 ? 0 : pread(descriptor_, text.data(), text.size(), from);
    text.resize(static_cast<std::size_t>(std::max<ssize_t>(count, 0)));
    return text;
  }

  std::string mark_at(std::int64_t place) const {
    return text_hash(bytes(std::max<std::int64_t>(0, place - kMarkBytes), place));
  }

  /// Behind the last line end in [from, to), else `from`.
  std::int64_t end_of_lines(std::int64_t from, std::int64_t to) const {
    while (to > from) {
      const std::int64_t begin = std::max(from, to - kStep);
      const auto at = bytes(begin, to).rfind('\n');
      if (at != std::string::npos) return begin + static_cast<std::int64_t>(at) + 1;
      to = begin;
    }
    return from;
  }

  /// Behind the first line end at or after `from`, else `from`'s lines have none.
  std::int64_t end_of_line(std::int64_t from) const {
    const std::int64_t last = std::min(size_, from + kLongestLine);
    for (std::int64_t begin = from; begin < last; begin += kStep) {
      const auto at = bytes(begin, std::min(begin + kStep, last)).find('\n');
      if (at != std::string::npos) return begin + static_cast<std::int64_t>(at) + 1;
    }
    return 0;
  }

 private:
  int descriptor_ = -1;
  std::int64_t size_ = 0;
};

}  // namespace

FileTail tail_of(const ReadMark& mark, const TailWish& wish) {
  const PlacedFile file(mark.path);
  FileTail tail;
  tail.was = mark.read;
  const bool same = mark.read <= file.size() && file.mark_at(mark.read) == mark.mark;
  const std::int64_t known = same ? mark.read : 0;
  const std::int64_t from = wish.whole ? 0 : known;
  const std::int64_t limit = std::min(file.size(), from + wish.most);
  std::int64_t to = file.end_of_lines(from, limit);
  if (to == from && limit < file.size()) to = std::max(file.end_of_line(limit), from);
  tail.read = to;
  tail.more = file.end_of_lines(to, file.size()) > to;
  const bool torn = wish.torn && !tail.more;
  tail.part = {mark.path, from, torn ? file.size() : to};
  if (wish.whole && same && to == known && !torn) tail.part.from = to;
  tail.mark = file.mark_at(to);
  return tail;
}

std::vector<std::string> session_files(const std::string& transcript) {
  namespace fs = std::filesystem;
  std::vector<std::string> files{transcript};
  if (!transcript.ends_with(".jsonl")) return files;
  std::error_code problem;
  fs::recursive_directory_iterator entry(transcript.substr(0, transcript.size() - 6), problem);
  for (; !problem && entry != fs::recursive_directory_iterator(); entry.increment(problem)) {
    std::error_code ignored;
    const fs::path& path = entry->path();
    if (path.filename().string().starts_with("agent-") && path.extension() == ".jsonl" &&
        entry->is_regular_file(ignored))
      files.push_back(path.string());
  }
  std::sort(files.begin() + 1, files.end());
  return files;
}

}  // namespace baton::machine
