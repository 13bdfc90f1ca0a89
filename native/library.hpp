#pragma once
#include <initializer_list>
#include <string>

namespace baton::native {

/// A shared library that is loaded when it is first needed, and stays. Linked in, the dozens of
/// libraries behind libcurl and Pango would cost each command half its time, and Baton would not
/// start where they are not installed.
class Library {
 public:
  /// Loads the first of these that there is: one library under the names of several systems.
  Library(std::initializer_list<const char*> names);

  /// Looks a function up by its name; `function` becomes null where there is none.
  template <class Function>
  void find(const char* name, Function*& function) {
    function = reinterpret_cast<Function*>(symbol(name));
  }

  /// What could not be found: the library, or the last missing function of it; "" for nothing.
  const std::string& missing() const { return missing_; }

 private:
  void* symbol(const char* name);

  void* handle_ = nullptr;
  std::string missing_;
};

}  // namespace baton::native
