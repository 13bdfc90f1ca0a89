#pragma once
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "core/base/effect.hpp"
#include "native/machine/histories.hpp"

namespace baton::machine {

/// Bytes of a file.
struct FilePart {
  std::string path;
  std::int64_t from = 0;
  std::int64_t to = 0;  ///< the first that is none of them
};

/// The bytes of a transcript and its subagents' as one: their lines in the order of their times,
/// each file's lines in their own. aider's times get this machine's zone. Memory is bounded by the
/// longest lines.
class TranscriptStream {
 public:
  /// `read` is told how many bytes were read, as they are.
  explicit TranscriptStream(const Transcript& transcript,
                            std::function<void(std::int64_t)> read = {});
  /// Of each file only a part.
  explicit TranscriptStream(const std::vector<FilePart>& parts);
  ~TranscriptStream();
  TranscriptStream(const TranscriptStream&) = delete;
  TranscriptStream& operator=(const TranscriptStream&) = delete;

  /// The next piece, nullopt at the end. Errors: "cannot_read" (Fault::unprocessable) names the
  /// file.
  NextPiece::Reply next();

 private:
  struct Source;
  NextPiece::Reply next_of_one();
  NextPiece::Reply next_of_several();

  std::vector<std::unique_ptr<Source>> sources_;
  std::function<void(std::int64_t)> read_;
  bool local_times_ = false;
};

}  // namespace baton::machine
