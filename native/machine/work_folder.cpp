#include "native/machine/work_folder.hpp"

#include <filesystem>

#include "native/machine/within.hpp"

namespace baton::machine {

std::string work_folder(const std::string& directory) {
  if (!directory.starts_with('/')) return {};
  for (const char* name : {".git", ".baton"}) {
    std::filesystem::path folder = directory;
    for (; folder != folder.root_path(); folder = folder.parent_path())
      if (file_kind((folder / name).string()) != FileKind::missing) return folder.string();
  }
  return {};
}

}  // namespace baton::machine
