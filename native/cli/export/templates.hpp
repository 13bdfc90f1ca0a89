#pragma once
#include <string>
#include <vector>

#include "core/handoff/template.hpp"
#include "native/machine/environment.hpp"

namespace baton::cli {

/// The template that `name` means: a file if it has a '/', else NAME.md, NAME.html or NAME.txt of
/// the folder (or NAME with its ending), else a built-in one. A file that ends in .html or .htm is
/// escaped. Errors: 404 "no_template" with the names there are, and those of `read_input`.
Result<TemplateSource> find_template(const machine::Environment& environment,
                                     const std::string& name);

/// A template that can be named.
struct TemplateName {
  std::string name;
  std::string about;  ///< the path, or what a built-in one is for
};
std::vector<TemplateName> template_names(const machine::Environment& environment);

}  // namespace baton::cli
