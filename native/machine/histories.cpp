#include "native/machine/histories.hpp"

#include <sys/stat.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <memory>
#include <set>

#include "core/base/time.hpp"
#include "core/base/uuid.hpp"
#include "core/transcript/importer.hpp"
#include "core/transcript/session_parts.hpp"
#include "native/machine/keeper.hpp"

namespace baton::machine {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kPieceBytes = 64 * 1024;
constexpr int kMostPieces = 16;
constexpr std::size_t kTailBytes = 256 * 1024;
constexpr int kMostDepth = 12;  ///< of a folder that is searched

std::string stem(const std::string& path) { return fs::path(path).stem().string(); }

bool is_agent(const std::string& path) {
  return stem(path).starts_with("agent-") && path.ends_with(".jsonl");
}

/// The session that a subagent's place in the tree names: `<uuid>/subagents/agent-x.jsonl`.
std::string session_of_place(const std::string& path) {
  for (fs::path folder = fs::path(path).parent_path(); folder.has_relative_path();
       folder = folder.parent_path()) {
    if (is_uuid(folder.filename().string())) return folder.filename().string();
  }
  return "";
}

std::vector<std::string> files_in(const std::string& folder, int depth) {
  std::vector<std::string> files;
  std::error_code problem;
  fs::recursive_directory_iterator entry(folder, fs::directory_options::skip_permission_denied,
                                         problem);
  for (; !problem && entry != fs::recursive_directory_iterator(); entry.increment(problem)) {
    std::error_code ignored;
    if (entry.depth() >= depth) entry.disable_recursion_pending();
    const std::string name = entry->path().filename().string();
    if (name == ".git" || name == "node_modules") entry.disable_recursion_pending();
    if (entry->is_regular_file(ignored)) files.push_back(entry->path().string());
  }
  std::ranges::sort(files);
  return files;
}

bool may_be_transcript(const std::string& path) {
  return path.ends_with(".jsonl") || path.ends_with(".json") || path.ends_with(".md");
}

bool is_gemini_chat(const std::string& path) {
  return path.contains("/chats/") && (path.ends_with(".jsonl") || path.ends_with(".json"));
}

/// A file system stamps changes by a clock that lags a tick behind the one that sessions are timed
/// by.
constexpr std::int64_t kClockLag = 1000;

/// The last time that the file's end gives, in milliseconds since 1970; 0 if none.
std::int64_t last_time_of(const std::string& path, std::int64_t size) {
  constexpr std::string_view kMember = "\"timestamp\":";
  std::ifstream stream(path, std::ios::binary);
  stream.seekg(std::max<std::int64_t>(0, size - std::int64_t{kTailBytes}));
  std::string tail(kTailBytes, '\0');
  stream.read(tail.data(), static_cast<std::streamsize>(tail.size()));
  tail.resize(static_cast<std::size_t>(std::max<std::streamsize>(stream.gcount(), 0)));
  const auto at = tail.rfind(kMember);
  if (at == std::string::npos) return 0;
  const auto start = tail.find('"', at + kMember.size()) + 1;
  return from_iso8601(tail.substr(start, tail.find('"', start) - start)).value_or(0);
}

void add_file(Transcript& transcript, const std::string& path) {
  const FileState facts = state_of_file(path);
  const std::int64_t told = last_time_of(path, facts.size);
  const std::int64_t otherwise = transcript.named ? 0 : facts.changed_at;
  transcript.size += facts.size;
  transcript.changed_at = std::max(transcript.changed_at, facts.changed_at);
  transcript.written_at = std::max(transcript.written_at, told ? told : otherwise);
}

Transcript transcript_at(const std::string& path, TranscriptHead head, bool named,
                         const std::vector<std::string>& candidates) {
  Transcript transcript;
  transcript.path = path;
  transcript.head = std::move(head);
  transcript.named = named;
  add_file(transcript, path);
  transcript.folder =
      transcript.head.cwd.empty() ? keeper_of(path, candidates) : transcript.head.cwd;
  transcript.started_at = from_iso8601(transcript.head.started_at).value_or(transcript.changed_at);
  return transcript;
}

/// Gathers files into transcripts.
class Gathering {
 public:
  /// `candidates` are folders that transcripts may have been worked in.
  explicit Gathering(std::vector<std::string> candidates) : candidates_(std::move(candidates)) {}

  void add(const std::string& path, bool named) {
    if (!seen_.insert(path).second) return;
    if (is_agent(path)) {
      agents_.push_back(path);
      return;
    }
    TranscriptHead head = read_head(path);
    if (head.format.empty()) {
      if (named) unknown_.push_back(path);
      return;
    }
    transcripts_.push_back(transcript_at(path, std::move(head), named, candidates_));
    add_agents_below(path);
  }

  std::vector<Transcript> finish() {
    std::ranges::sort(agents_);
    for (const std::string& path : agents_) place_agent(path);
    std::ranges::sort(transcripts_, {}, [](const Transcript& transcript) {
      return std::pair(transcript.started_at, transcript.path);
    });
    return std::move(transcripts_);
  }

  std::vector<std::string> unknown() { return std::move(unknown_); }

 private:
  /// A session's subagents lie in the folder of its name.
  void add_agents_below(const std::string& path) {
    if (!path.ends_with(".jsonl")) return;
    for (const std::string& file : files_in(path.substr(0, path.size() - 6), kMostDepth)) {
      if (is_agent(file) && seen_.insert(file).second) agents_.push_back(file);
    }
  }

  void place_agent(const std::string& path) {
    TranscriptHead head = read_head(path);
    if (head.format.empty()) return;
    if (const std::string place = session_of_place(path); !place.empty()) head.session = place;
    const auto owner = std::ranges::find_if(transcripts_, [&](const Transcript& transcript) {
      return !head.session.empty() && transcript.head.session == head.session;
    });
    if (owner == transcripts_.end()) {
      transcripts_.push_back(transcript_at(path, std::move(head), false, candidates_));
      return;
    }
    owner->agents.push_back(path);
    add_file(*owner, path);
  }

  std::vector<std::string> candidates_;
  std::set<std::string> seen_;
  std::vector<Transcript> transcripts_;
  std::vector<std::string> agents_;
  std::vector<std::string> unknown_;
};

std::string claude_folder(const Environment& environment) {
  const std::string& configured = environment.variable("CLAUDE_CONFIG_DIR");
  return environment.absolute(configured.empty() ? "~/.claude" : configured) + "/projects";
}

std::string codex_folder(const Environment& environment) {
  const std::string& configured = environment.variable("CODEX_HOME");
  return environment.absolute(configured.empty() ? "~/.codex" : configured);
}

/// The working directory and the folders above it, and `others`.
std::vector<std::string> with_folders_above(const std::string& directory,
                                            std::vector<std::string> others) {
  for (fs::path folder = directory; folder.has_relative_path(); folder = folder.parent_path())
    others.push_back(folder.string());
  return others;
}

}  // namespace

TranscriptHead read_head(const std::string& path) {
  std::ifstream stream(path, std::ios::binary);
  std::string piece(kPieceBytes, '\0');
  std::unique_ptr<Importer> importer;
  std::vector<Turn> turns;
  TranscriptHead head;
  for (int i = 0; i < kMostPieces && stream; ++i) {
    stream.read(piece.data(), static_cast<std::streamsize>(piece.size()));
    const std::string_view read(piece.data(), static_cast<std::size_t>(stream.gcount()));
    if (!importer) {
      head.format = recognise(read, path);
      importer = make_importer(head.format);
    }
    if (!importer) break;
    importer->feed(read, turns);
    turns.clear();
    if (!importer->facts().cwd.empty()) break;
  }
  if (!importer) return head;
  // What the end of the piece tore off is no concern here: only the first facts are read.
  importer->finish(turns);
  head.cwd = importer->facts().cwd;
  head.started_at = importer->facts().started_at;
  if (!holds_sessions(head.format)) head.session = importer->facts().session;
  if (head.format == "claude_code" && is_uuid(stem(path))) head.session = stem(path);
  return head;
}

FileState state_of_file(const std::string& path) {
  struct stat status{};
  if (stat(path.c_str(), &status) != 0) return {};
  return {.size = status.st_size,
          .changed_at =
              std::int64_t{status.st_mtim.tv_sec} * 1000 + status.st_mtim.tv_nsec / 1'000'000};
}

std::vector<std::string> history_files(const Environment& environment,
                                       const std::vector<std::string>& folders) {
  std::vector<std::string> files;
  const auto add = [&](const std::string& folder, int depth, std::string_view ending) {
    for (std::string& file : files_in(folder, depth))
      if (file.ends_with(ending)) files.push_back(std::move(file));
  };
  add(claude_folder(environment), kMostDepth, ".jsonl");
  add(codex_folder(environment) + "/sessions", kMostDepth, ".jsonl");
  add(codex_folder(environment) + "/archived_sessions", kMostDepth, ".jsonl");
  for (std::string& file : files_in(environment.absolute("~/.gemini/tmp"), kMostDepth))
    if (is_gemini_chat(file)) files.push_back(std::move(file));
  for (const std::string& folder : folders) {
    add(folder + "/.specstory/history", 0, ".md");
    std::string aider = folder + "/.aider.chat.history.md";
    if (state_of_file(aider).size > 0) files.push_back(std::move(aider));
  }
  return files;
}

std::vector<std::string> transcript_files(const std::string& path) {
  std::error_code problem;
  if (!fs::is_directory(path, problem)) return {path};
  std::vector<std::string> files = files_in(path, kMostDepth);
  std::erase_if(files, [](const std::string& file) { return !may_be_transcript(file); });
  return files;
}

std::vector<Transcript> find_histories(const Environment& environment,
                                       const std::vector<std::string>& folders,
                                       std::int64_t since) {
  Gathering gathering(with_folders_above(environment.directory, folders));
  for (const std::string& file : history_files(environment, folders))
    if (state_of_file(file).changed_at + kClockLag >= since) gathering.add(file, false);
  return gathering.finish();
}

Named find_named(const std::vector<std::string>& paths) {
  Named result;
  Gathering gathering({});
  for (const std::string& path : paths) {
    std::error_code problem;
    const fs::file_status status = fs::status(path, problem);
    if (fs::is_directory(status)) {
      for (const std::string& file : transcript_files(path)) gathering.add(file, false);
    } else if (fs::exists(status)) {
      gathering.add(path, true);
    } else {
      result.missing.push_back(path);
    }
  }
  result.transcripts = gathering.finish();
  result.unknown = gathering.unknown();
  return result;
}

}  // namespace baton::machine
