#pragma once
#include <map>
#include <string>
#include <vector>

#include "core/base/result.hpp"
#include "native/machine/environment.hpp"

namespace baton::machine {

/// What `baton setup` did to one file.
struct SettingsRecord {
  bool made = false;                 ///< the file was not there before
  std::vector<std::string> folders;  ///< that were made for it, the deepest first
  std::vector<std::string> pieces;   ///< of setup::Edited
};

/// What `baton setup` did to all files, by their absolute paths, so that it can be taken back to
/// the byte: $XDG_STATE_HOME/baton/setup.json, else ~/.local/state/baton/setup.json.
class SetupRecord {
 public:
  /// Errors: "bad_record" if the file is there and cannot be read as one.
  static Result<SetupRecord> load(const Environment& environment);

  /// Whether setup ever wrote a record here.
  bool there() const { return there_; }
  std::vector<std::string> paths() const;
  const SettingsRecord* find(const std::string& path) const;
  void set(const std::string& path, SettingsRecord record) { files_[path] = std::move(record); }
  void drop(const std::string& path) { files_.erase(path); }
  /// Writes it; deletes the file if nothing is left to tell. Errors: "cannot_write".
  Result<bool> save() const;

 private:
  std::string path_;
  bool there_ = false;
  std::map<std::string, SettingsRecord> files_;
};

}  // namespace baton::machine
