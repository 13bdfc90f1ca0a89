#pragma once
#include <string>
#include <string_view>

namespace baton {

/// A tool's use as SpecStory renders it, taken apart again.
struct SpecstoryTool {
  std::string input;        ///< compact JSON of what is known of the input
  std::string_view output;  ///< "" if none is shown
  bool failed = false;
};

/// `name` is the tool's, `type` SpecStory's kind of tool ("shell", "read", "write", "search", … or
/// ""), `body` what stands below the summary, up to the end of the tool's part. Valid UTF-8.
SpecstoryTool read_specstory_tool(std::string_view name, std::string_view type,
                                  std::string_view body);

}  // namespace baton
