#pragma once
#include <string_view>
#include <vector>

namespace baton {

/// A run of text in one style.
struct TextSpan {
  std::string_view text;
  bool bold = false;
  bool code = false;
  std::string_view target;  ///< of a link: http, https or mailto; "" if it is none
};

/// Reads the styles inside a line or paragraph: `code`, **bold**, [links](https://…) and bare
/// addresses. What is not closed stays text. The views are into `text`. Linear.
std::vector<TextSpan> spans_of(std::string_view text);

}  // namespace baton
