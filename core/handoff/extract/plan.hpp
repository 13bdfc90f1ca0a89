#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace baton {

/// The steps of a plan in Markdown, in order, each with what is nested in it on one line, 2000
/// characters at most: "Update `Chat.tsx`: remove the refs; wrap the list". Numbered entries and
/// headings are steps; in a plan without numbers the lists under each heading are. Parts that tell
/// why (scope, result, risks) are none.
std::vector<std::string> plan_steps(std::string_view plan);

/// The files that a text names by a path ("src/a.cpp", not "a.cpp" nor a pattern), each once.
std::vector<std::string> paths_named(std::string_view text);

}  // namespace baton
