#pragma once
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.hpp"
#include "core/transcript/turn.hpp"

namespace baton {

/// Tokens of one model, deduplicated on the API's message id.
struct Usage {
  std::int64_t input_tokens = 0;
  std::int64_t output_tokens = 0;
  std::int64_t cache_creation_input_tokens = 0;
  std::int64_t cache_read_input_tokens = 0;
  bool operator==(const Usage&) const = default;
};

/// What one answer of a model's API took. Resumed sessions copy answers into new files: whoever
/// adds up several transcripts counts each `id` once.
struct MessageUsage {
  std::string id;
  std::string model;
  std::string at;  ///< ISO 8601 in UTC, "" if the source has none
  Usage usage;
};

/// What a transcript says of itself, complete once `Importer::finish` was called.
struct TranscriptFacts {
  std::string format;      ///< claude_code, codex, gemini, chatgpt, aider, specstory,
                           ///< conversation_json, conversation_markdown, handoff
  std::string session;     ///< the source's session id; "" if it has none
  std::string title;       ///< a title or summary that the source gives
  std::string cwd;         ///< first working directory seen
  std::string branch;      ///< last git branch seen
  std::string started_at;  ///< ISO 8601 UTC of the first and last timed record
  std::string ended_at;
  std::map<std::string, Usage> usage;           ///< by model
  std::vector<MessageUsage> messages;           ///< what `usage` is the sum of
  std::map<std::string, std::int64_t> unknown;  ///< "type", "field:name" and "block:type" not
                                                ///< understood, counted; at most 64 words
  std::int64_t damaged = 0;   ///< lines that could not be read (a torn last one too)
  std::int64_t replaced = 0;  ///< ill-formed characters replaced by U+FFFD
  std::int64_t repaired = 0;  ///< places of misread UTF-8 repaired (in Markdown only)
};

/// Reads one transcript in pieces. Turns come out in order, as soon as they are complete.
/// Memory is bounded by the longest line (at most 64 MiB; a longer one is counted as damaged).
class Importer {
 public:
  virtual ~Importer() = default;
  /// Takes the next bytes, cut anywhere; appends the turns they complete to `turns`.
  virtual void feed(std::string_view piece, std::vector<Turn>& turns) = 0;
  /// The end of the input.
  virtual void finish(std::vector<Turn>& turns) = 0;
  virtual const TranscriptFacts& facts() const = 0;
};

/// The importer of a format, or null if the word is not one.
std::unique_ptr<Importer> make_importer(std::string_view format);

/// The format of a file from its first bytes (64 kB are plenty) and its name; "" if none is
/// recognised.
std::string recognise(std::string_view head, std::string_view name);

}  // namespace baton
