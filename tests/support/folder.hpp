#pragma once
#include <string>
#include <string_view>

namespace baton::test {

/// A new folder under the system's temporary one, removed with all it holds.
class Folder {
 public:
  Folder();
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  ~Folder();

  const std::string& path() const { return path_; }
  std::string operator/(std::string_view name) const { return path_ + '/' + std::string(name); }
  /// Writes a file, making the folders that it needs; answers its path.
  std::string write(std::string_view name, std::string_view text) const;
  std::string read(std::string_view name) const;

 private:
  std::string path_;
};

}  // namespace baton::test
