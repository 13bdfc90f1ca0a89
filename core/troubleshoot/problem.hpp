#pragma once
#include <string>
#include <vector>

#include "core/base/json.hpp"

namespace baton::troubleshoot {

/// What somebody stands before.
struct Problem {
  std::string error, stack, code, environment;
};

/// Something that an earlier session said of the same error.
struct Known {
  std::string where;  ///< "Forecast#12:758", or a title
  std::string kind;   ///< turn, handoff or knowledge
  std::string text;
};

/// The words by which other sessions are asked of an error: those of its telling line, without
/// numbers, addresses and common words, at most eight, blank-separated; "" if there are none.
std::string words_to_look_for(const Problem& problem);

/// The prompt: the problem, what is known of it, and how to go about it, in Markdown. What is long
/// is cut in its middle.
std::string fix_prompt(const Problem& problem, const std::vector<Known>& known);

/// Hits of a search (core/memory/search.hpp) as what is known.
std::vector<Known> known_in(const Json& hits);

}  // namespace baton::troubleshoot
