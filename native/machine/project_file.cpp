#include "native/machine/project_file.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>

#include "core/base/json.hpp"
#include "core/base/text.hpp"
#include "core/base/uuid.hpp"

namespace baton::machine {
namespace {

constexpr std::size_t kMostBytes = 64 * 1024;

std::string read_head(const std::string& path) {
  std::ifstream stream(path, std::ios::binary);
  std::string text(kMostBytes, '\0');
  stream.read(text.data(), static_cast<std::streamsize>(text.size()));
  text.resize(static_cast<std::size_t>(std::max<std::streamsize>(stream.gcount(), 0)));
  return text;
}

std::string member(const Json& object, const char* name) {
  const auto found = object.find(name);
  const auto* text = found == object.end() ? nullptr : found->get_ptr<const std::string*>();
  return text ? *text : "";
}

/// Reads the object, or a file that holds nothing but the uid.
Result<ProjectFile> parse(const std::string& path) {
  const std::string text = read_head(path);
  ProjectFile file{.path = path, .uid = lowered(trimmed(text)), .name = {}};
  if (const auto json = parse_json(text); json && json->is_object()) {
    file.uid = lowered(member(*json, "uid"));
    file.name = member(*json, "name");
  }
  if (is_uuid(file.uid)) return file;
  return fail(Fault::unprocessable, "bad_project_file",
              path +
                  " holds no project's uid; put back the committed one, or delete it and run "
                  "`baton init`.");
}

}  // namespace

Result<std::optional<ProjectFile>> find_project_file(const std::string& directory) {
  std::filesystem::path folder = directory;
  for (;;) {
    const std::filesystem::path candidate = folder / ".baton";
    std::error_code ignored;
    if (std::filesystem::is_regular_file(candidate, ignored)) {
      TRY(ProjectFile file, parse(candidate.string()));
      return std::optional(std::move(file));
    }
    if (!folder.has_relative_path()) return std::optional<ProjectFile>();
    folder = folder.parent_path();
  }
}

Result<bool> write_project_file(const ProjectFile& file) {
  const int descriptor = open(file.path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644);
  if (descriptor < 0 && errno == EEXIST) {
    return fail(Fault::conflict, "project_file_exists",
                file.path + " exists already; delete it first if another project is meant.");
  }
  const std::string text =
      "{\"uid\":" + json_quoted(file.uid) + ",\"name\":" + json_quoted(file.name) + "}\n";
  const bool written = descriptor >= 0 && write(descriptor, text.data(), text.size()) ==
                                              static_cast<ssize_t>(text.size());
  const int problem = errno;
  if (descriptor >= 0) close(descriptor);
  if (written) return true;
  if (descriptor >= 0) unlink(file.path.c_str());
  return fail(Fault::unavailable, "cannot_write",
              "Cannot write " + file.path + ": " + strerror(problem) + ".");
}

}  // namespace baton::machine
