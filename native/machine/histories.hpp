#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "native/machine/environment.hpp"

namespace baton::machine {

/// What the first records of a transcript say of it.
struct TranscriptHead {
  std::string format;      ///< as core/transcript/importer.hpp names it; "" if not recognised
  std::string session;     ///< the source's session id; "" if it gives none or holds several
  std::string cwd;         ///< first working directory; "" if it gives none
  std::string started_at;  ///< ISO 8601, the first time given; "" if none
};

/// Reads as much of the file's first MiB as it takes.
TranscriptHead read_head(const std::string& path);

/// One conversation as it lies on the disk.
struct Transcript {
  std::string path;
  std::vector<std::string> agents;  ///< files of its subagents, in order of their names
  TranscriptHead head;
  std::int64_t size = 0;        ///< bytes, the subagents' included
  std::int64_t changed_at = 0;  ///< milliseconds since 1970, of the file that changed last
  std::int64_t started_at = 0;  ///< the head's time, else `changed_at`
  std::int64_t written_at =
      0;               ///< the last record's time; without one, `changed_at` of what was
                       ///< found, and 0 of a file that was named: a copy's time says nothing
  std::string folder;  ///< where it was worked: the head's cwd, else where the tool that
                       ///< keeps its history inside the project put it; "" if unknown
  bool named = false;  ///< given by its own path, not found in a folder
};

/// The files of the histories that `find_histories` reads, sorted within each assistant's.
std::vector<std::string> history_files(const Environment& environment,
                                       const std::vector<std::string>& folders);
/// The files below `path` that may be transcripts, or `path` itself if it is a file.
std::vector<std::string> transcript_files(const std::string& path);

/// How a file was when it was looked at; all 0 if it is gone.
struct FileState {
  std::int64_t size = 0;
  std::int64_t changed_at = 0;  ///< milliseconds since 1970
  bool operator==(const FileState&) const = default;
};
FileState state_of_file(const std::string& path);

/// The histories that assistants keep on this machine, earliest first: those of Claude Code
/// (${CLAUDE_CONFIG_DIR:-~/.claude}/projects), Codex (${CODEX_HOME:-~/.codex}/sessions) and Gemini
/// CLI (~/.gemini/tmp/*/chats), and SpecStory's and aider's in the folders given, usually the
/// current repository's top. Only files that changed at or after `since` (milliseconds since 1970)
/// are looked at. Files that cannot be read are left out.
std::vector<Transcript> find_histories(const Environment& environment,
                                       const std::vector<std::string>& folders,
                                       std::int64_t since = 0);

/// What `paths` (absolute) name, earliest first: files as they are, folders searched downwards for
/// `*.jsonl`, `*.json`, `*.md` that are recognised. Subagents' files go to their session where that
/// is among them, or lies beside them; else they stand alone. What does not exist is added to
/// `missing`, a named file that is of no known format to `unknown`.
struct Named {
  std::vector<Transcript> transcripts;
  std::vector<std::string> missing;
  std::vector<std::string> unknown;
};
Named find_named(const std::vector<std::string>& paths);

}  // namespace baton::machine
