#pragma once
#include <string>
#include <string_view>

namespace baton::cli {

enum class Style { plain, bold, dim, good, warning, bad, accent };

/// One of a command's two outputs. Writes at once; a closed pipe ends it quietly: `broken()`.
class Output {
 public:
  /// `descriptor` stays the caller's. Styles are written only to a terminal, and not if NO_COLOR is
  /// set or TERM is "dumb".
  explicit Output(int descriptor);
  /// Collects instead of writing, for tests; no terminal.
  explicit Output(std::string& collected) : collected_(&collected) {}

  void write(std::string_view text);
  void line(std::string_view text = {});
  /// `text` with the style's escape sequences if this output shows styles.
  std::string styled(Style style, std::string_view text) const;

  bool is_terminal() const { return terminal_; }
  bool broken() const { return broken_; }
  bool full() const { return full_; }  ///< a write failed for another reason, as on a full disk
  /// Columns of the terminal; 0 if it is none: then nothing is cut.
  std::size_t columns() const;

 private:
  int descriptor_ = -1;
  std::string* collected_ = nullptr;
  bool terminal_ = false;
  bool styles_ = false;
  bool broken_ = false;
  bool full_ = false;
};

}  // namespace baton::cli
