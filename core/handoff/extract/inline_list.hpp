#pragma once
#include <string_view>
#include <vector>

namespace baton {

/// A numbered list inside a paragraph: "Next steps: 1. Add the route. 2. Test it. Tell me." is
/// before "Next steps:", entries "Add the route." and "Test it.", after "Tell me.". A paragraph
/// without one is all `before`. Views into the text.
struct InlineList {
  std::string_view before;
  std::vector<std::string_view> entries;  ///< none, or two at least
  std::string_view after;
};
InlineList inline_list(std::string_view paragraph);

}  // namespace baton
