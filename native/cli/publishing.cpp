#include "native/cli/publishing.hpp"

#include <filesystem>
#include <optional>

#include "core/handoff/project_status.hpp"
#include "native/machine/within.hpp"
#include "native/machine/write_file.hpp"

namespace baton::cli {
namespace {

constexpr std::size_t kMostPublished = 16U << 20;
constexpr int kMostArchives = 100;
constexpr const char* kNoHandoffYet =
    "<!-- baton:handoff 1 -->\n# Handoff\n\nThere is none yet: `baton done` writes it.\n";

/// The folder of the files: the project's. 409 from elsewhere.
Result<std::string> folder_of(Desk& desk, const Project& project) {
  if (!works_here(desk, project)) {
    return fail(
        Fault::conflict, "not_here",
        "This directory is not the project's: run it in the folder of " + project.name + ".");
  }
  TRY(const auto place, desk.belongings.of(desk.environment.directory));
  return place.folder;
}

Result<std::string> status_block(Desk& desk, const Project& project, const std::string& markdown) {
  TRY(const Answer answer, desk.api.get("/api/projects/" + project.uid));
  return render_status_block({.name = project.name,
                              .status = text_in(answer.data(), "status"),
                              .sessions = number_in(answer.data(), "total_sessions"),
                              .handoff = parse_handoff(markdown)});
}

std::unexpected<Error> somebodys(const std::string& path, const std::string& remedy) {
  return fail(Fault::conflict, "file_exists", path + remedy);
}

/// Keeps what HANDOFF.md said, under the name of its session; "" if it is kept already, or never
/// was a session's.
Result<std::string> archive(const std::string& folder, const std::string& document) {
  const std::string name = archive_name(parse_handoff(document));
  if (name.empty()) return "";
  std::error_code ignored;
  std::filesystem::create_directory(folder + "/handoffs", ignored);
  const std::string stem = "handoffs/" + name.substr(0, name.size() - 3);
  for (int i = 1; i < kMostArchives; ++i) {
    std::string path = stem + (i == 1 ? "" : "-" + std::to_string(i)) + ".md";
    if (machine::read_small(folder + '/' + path, kMostPublished) == document) return "";
    TRY(const bool made, machine::write_new(folder + '/' + path, document));
    if (made) return path;
  }
  return somebodys(folder + '/' + stem + ".md", " and its numbered copies are all taken.");
}

using Written = std::vector<std::string>;

Result<bool> publish_handoff(const std::string& folder, const std::string& markdown,
                             Written& written) {
  const std::string path = folder + '/' + kHandoffFile;
  const auto document = machine::read_small(path, kMostPublished);
  if (!document || !is_own_handoff(*document) || *document == markdown) return false;
  TRY(const std::string kept, archive(folder, *document));
  TRY(const bool done, machine::write_whole(path, markdown));
  written.emplace_back(kHandoffFile);
  if (!kept.empty()) written.push_back(kept);
  return done;
}

Result<bool> publish_status(Desk& desk, const Project& project, const std::string& folder,
                            const std::string& markdown, Written& written) {
  const std::string path = folder + '/' + kStatusFile;
  const auto document = machine::read_small(path, kMostPublished);
  if (!document || !with_status_block(*document, "")) return false;
  TRY(const std::string block, status_block(desk, project, markdown));
  const auto changed = with_status_block(*document, block);
  if (!changed || *changed == *document) return false;
  TRY(const bool done, machine::write_whole(path, *changed));
  written.emplace_back(kStatusFile);
  return done;
}

Result<bool> begin_handoff(const std::string& folder, const std::string& markdown,
                           Written& written) {
  const std::string path = folder + '/' + kHandoffFile;
  TRY(const bool made, machine::write_new(path, markdown.empty() ? kNoHandoffYet : markdown));
  if (made) {
    written.emplace_back(kHandoffFile);
    return true;
  }
  const auto document = machine::read_small(path, kMostPublished);
  if (document && is_own_handoff(*document)) return false;
  return somebodys(path,
                   " was written by somebody else and is left as it is: move it away first "
                   "(`baton import` takes it in).");
}

Result<bool> begin_status(Desk& desk, const Project& project, const std::string& folder,
                          const std::string& markdown, Written& written) {
  const std::string path = folder + '/' + kStatusFile;
  TRY(const std::string block, status_block(desk, project, markdown));
  TRY(const bool made, machine::write_new(path, block));
  if (!made) {
    const auto document = machine::read_small(path, kMostPublished);
    if (!document) return somebodys(path, " is no file that can be read; it is left as it is.");
    if (with_status_block(*document, block)) return false;
    if (document->contains("baton:status -->"))
      return somebodys(path, " has a damaged block of Baton's: remove what is left of it first.");
    const char* gap = document->empty() || document->ends_with("\n\n") ? ""
                      : document->ends_with('\n')                      ? "\n"
                                                                       : "\n\n";
    TRY(const bool added, machine::write_whole(path, *document + gap + block));
    static_cast<void>(added);
  }
  written.emplace_back(kStatusFile);
  return true;
}

}  // namespace

Result<Written> begin_publishing(Desk& desk, const Project& project, const PublishedFiles& files) {
  TRY(const std::string folder, folder_of(desk, project));
  TRY(const Answer newest, desk.api.get("/api/projects/" + project.uid + "/handoff"));
  const std::string& markdown = text_in(newest.data(), "content");
  Written written;
  if (files.handoff) {
    TRY(const bool begun, begin_handoff(folder, markdown, written));
    static_cast<void>(begun);
  }
  if (files.status) {
    TRY(const bool begun, begin_status(desk, project, folder, markdown, written));
    static_cast<void>(begun);
  }
  return written;
}

Result<Written> publish(Desk& desk, const Project& project, const std::string& markdown) {
  Written written;
  if (!works_here(desk, project)) return written;
  TRY(const std::string folder, folder_of(desk, project));
  TRY(const bool handed, publish_handoff(folder, markdown, written));
  TRY(const bool told, publish_status(desk, project, folder, markdown, written));
  static_cast<void>(handed && told);
  return written;
}

}  // namespace baton::cli
