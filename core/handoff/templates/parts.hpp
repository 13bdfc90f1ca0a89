#pragma once
#include <string_view>
#include <vector>

#include "core/base/result.hpp"
#include "core/handoff/template.hpp"

namespace baton::templates {

/// One piece of a template, in order. A section's `end` is the index of its closing part.
struct Part {
  enum class Kind { text, value, raw, section, inverted, close };
  Kind kind = Kind::text;
  std::string_view text;  ///< the text, or the name
  int line = 1;
  std::size_t end = 0;
};

inline constexpr std::size_t kDeepest = 16;
inline constexpr std::size_t kLargestTemplate = 1U << 20;
inline constexpr std::size_t kLargestOutput = 64U << 20;

/// Cuts a template into parts, and checks that sections are closed in order. The views are into
/// `source`.
Result<std::vector<Part>> parts_of(const TemplateSource& source);

std::unexpected<Error> refused(const TemplateSource& source, int line, const std::string& why);

/// A name from a template as an error may show it.
std::string quoted_name(std::string_view name);

}  // namespace baton::templates
