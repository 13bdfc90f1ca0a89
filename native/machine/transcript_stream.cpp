#include "native/machine/transcript_stream.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <limits>
#include <optional>

#include "core/base/text.hpp"
#include "core/transcript/aider.hpp"
#include "native/machine/local_time.hpp"

namespace baton::machine {
namespace {

constexpr std::size_t kStreamPiece = 256 * 1024;

/// The time that a record gives itself; "" if it gives none. Lines of one file may go without.
std::string_view time_of(std::string_view line) {
  constexpr std::string_view kMember = "\"timestamp\":";
  const auto at = line.find(kMember);
  if (at == std::string_view::npos) return {};
  const auto opening = line.find_first_not_of(' ', at + kMember.size());
  if (opening == std::string_view::npos || line[opening] != '"') return {};
  return line.substr(opening + 1, line.find('"', opening + 1) - opening - 1);
}

/// A line of aider's history; the start of a session is told with this machine's zone.
std::string timed_line(std::string line) {
  if (!line.starts_with(kAiderStart)) return line;
  const std::string_view time = trimmed(std::string_view(line).substr(kAiderStart.size()));
  return std::string(kAiderStart) + with_local_zone(time) + '\n';
}

std::unexpected<Error> cannot_read(const std::string& path, int problem) {
  return fail(Fault::unprocessable, "cannot_read",
              "Cannot read " + path + ": " + strerror(problem) + ".");
}

}  // namespace

/// One file, and the line of it that is next.
struct TranscriptStream::Source {
  std::string path;
  int descriptor = -1;
  int problem = 0;
  std::string buffer;
  std::size_t at = 0;  ///< what of the buffer was given away
  bool ended = false;
  std::optional<std::string> line;  ///< with its line end
  std::string time;                 ///< of the line, or of the last one before it that had one

  std::int64_t left = std::numeric_limits<std::int64_t>::max();  ///< bytes that may be read

  explicit Source(std::string file)
      : path(std::move(file)), descriptor(open(path.c_str(), O_RDONLY | O_CLOEXEC)) {
    if (descriptor < 0) problem = errno;
  }
  explicit Source(const FilePart& part) : Source(part.path) {
    left = part.to - part.from;
    if (!problem && lseek(descriptor, part.from, SEEK_SET) < 0) problem = errno;
  }
  Source(const Source&) = delete;
  Source& operator=(const Source&) = delete;
  ~Source() {
    if (descriptor >= 0) close(descriptor);
  }

  /// The next bytes; empty at the end or after a problem.
  std::string read_piece() {
    std::string piece(std::min(kStreamPiece, static_cast<std::size_t>(left)), '\0');
    ssize_t count = 0;
    do {
      count = problem ? 0 : read(descriptor, piece.data(), piece.size());
    } while (count < 0 && errno == EINTR);
    if (count < 0) problem = errno;
    piece.resize(static_cast<std::size_t>(std::max<ssize_t>(count, 0)));
    left -= static_cast<std::int64_t>(piece.size());
    return piece;
  }

  void take_line(const std::function<void(std::int64_t)>& told) {
    std::size_t searched = at;
    for (;;) {
      const auto end = buffer.find('\n', searched);
      if (end != std::string::npos || ended) {
        const std::size_t length = end == std::string::npos ? buffer.size() - at : end + 1 - at;
        line = length ? std::optional(buffer.substr(at, length)) : std::nullopt;
        at += length;
        break;
      }
      searched = buffer.size() - at;
      buffer.erase(0, at);
      at = 0;
      const std::string piece = read_piece();
      if (told) told(static_cast<std::int64_t>(piece.size()));
      ended = piece.empty();
      buffer += piece;
    }
    if (line && !line->ends_with('\n')) *line += '\n';
    if (const auto told_time = line ? time_of(*line) : ""; !told_time.empty()) time = told_time;
  }
};

TranscriptStream::TranscriptStream(const Transcript& transcript,
                                   std::function<void(std::int64_t)> read)
    : read_(std::move(read)), local_times_(transcript.head.format == "aider") {
  sources_.push_back(std::make_unique<Source>(transcript.path));
  for (const std::string& agent : transcript.agents) {
    sources_.push_back(std::make_unique<Source>(agent));
  }
  if (sources_.size() == 1 && !local_times_) return;
  for (const auto& source : sources_) source->take_line(read_);
}

TranscriptStream::TranscriptStream(const std::vector<FilePart>& parts) {
  for (const FilePart& part : parts) sources_.push_back(std::make_unique<Source>(part));
  if (sources_.size() == 1) return;
  for (const auto& source : sources_) source->take_line(read_);
}

TranscriptStream::~TranscriptStream() = default;

NextPiece::Reply TranscriptStream::next() {
  for (const auto& source : sources_) {
    if (source->problem) return cannot_read(source->path, source->problem);
  }
  return sources_.size() == 1 && !local_times_ ? next_of_one() : next_of_several();
}

NextPiece::Reply TranscriptStream::next_of_one() {
  Source& source = *sources_.front();
  std::string piece = source.read_piece();
  if (source.problem) return cannot_read(source.path, source.problem);
  if (piece.empty()) return std::optional<std::string>();
  if (read_) read_(static_cast<std::int64_t>(piece.size()));
  return std::optional(std::move(piece));
}

NextPiece::Reply TranscriptStream::next_of_several() {
  std::string piece;
  while (piece.size() < kStreamPiece) {
    Source* first = nullptr;
    for (const auto& source : sources_) {
      if (source->line && (!first || source->time < first->time)) first = source.get();
    }
    if (!first) break;
    piece += local_times_ ? timed_line(*first->line) : *first->line;
    first->take_line(read_);
  }
  if (piece.empty()) return std::optional<std::string>();
  return std::optional(std::move(piece));
}

}  // namespace baton::machine
