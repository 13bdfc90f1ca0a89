#pragma once
#include <string>
#include <vector>

#include "core/base/result.hpp"
#include "native/machine/write_file.hpp"

namespace baton::machine {

/// A file of an assistant's settings as it lies on the disk.
struct SettingsFile {
  std::string path;    ///< as it was asked for, absolute
  std::string target;  ///< what the path leads to through links
  bool there = false;
  std::string text;  ///< "" if it is not there
};

/// Errors: "cannot_read" for what is no plain file of at most 64 MB, or a link that leads nowhere.
Result<SettingsFile> read_settings(const std::string& path);

/// The folders that a file's path lacks, the deepest first.
std::vector<std::string> missing_folders(const std::string& path);

/// Gives the file another text, through links, its mode kept; makes it and its folders if it is not
/// there. Errors: "cannot_write"; "changed" if the file has another text than was read.
Result<bool> write_settings(const SettingsFile& file, const std::string& text, Readers readers);

/// Deletes the file and those of the folders that are empty then.
Result<bool> delete_settings(const SettingsFile& file, const std::vector<std::string>& folders);

}  // namespace baton::machine
