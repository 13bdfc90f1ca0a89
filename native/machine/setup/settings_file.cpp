#include "native/machine/setup/settings_file.hpp"

#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>

#include "native/machine/within.hpp"

namespace baton::machine {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMostSettings = 64U << 20;

std::unexpected<Error> not_read(const std::string& path, const std::string& why) {
  return fail(Fault::unavailable, "cannot_read", "Cannot read " + path + ": " + why + ".");
}

}  // namespace

Result<SettingsFile> read_settings(const std::string& path) {
  SettingsFile file{.path = path, .target = path, .text = {}};
  const FileKind kind = file_kind(path);
  if (kind == FileKind::missing) return file;
  std::error_code problem;
  file.target = fs::canonical(path, problem).string();
  if (problem)
    return not_read(path, kind == FileKind::link ? "the link leads nowhere" : problem.message());
  auto text = read_small(file.target, kMostSettings);
  if (!text) return not_read(path, "it is no plain file of at most 64 MB that may be read");
  file.text = *std::move(text);
  file.there = true;
  return file;
}

std::vector<std::string> missing_folders(const std::string& path) {
  std::vector<std::string> missing;
  fs::path at = fs::path(path).parent_path();
  for (; file_kind(at.string()) == FileKind::missing; at = at.parent_path())
    missing.push_back(at.string());
  return missing;
}

Result<bool> write_settings(const SettingsFile& file, const std::string& text, Readers readers) {
  TRY(const SettingsFile now, read_settings(file.path));
  if (now.there != file.there || now.text != file.text)
    return fail(Fault::conflict, "changed", file.path + " changed meanwhile; run it again.");
  if (file.there) return write_over(file.target, text);
  std::error_code problem;
  fs::create_directories(fs::path(file.path).parent_path(), problem);
  if (problem)
    return fail(Fault::unavailable, "cannot_write",
                "Cannot make the folder of " + file.path + ": " + problem.message() + ".");
  TRY(const bool written, write_new(file.path, text, readers));
  if (!written)
    return fail(Fault::conflict, "changed", file.path + " appeared meanwhile; run it again.");
  return true;
}

Result<bool> delete_settings(const SettingsFile& file, const std::vector<std::string>& folders) {
  if (unlink(file.path.c_str()) != 0)
    return fail(Fault::unavailable, "cannot_write",
                "Cannot delete " + file.path + ": " + std::strerror(errno) + ".");
  for (const std::string& folder : folders)
    if (rmdir(folder.c_str()) != 0) break;
  return true;
}

}  // namespace baton::machine
