#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "native/machine/environment.hpp"

namespace baton::machine {

/// Where a person's own templates lie: $XDG_CONFIG_HOME/baton/templates, else
/// ~/.config/baton/templates. Absolute, without a '/' at its end.
std::string template_folder(const Environment& environment);

/// A file of that folder: NAME.md, NAME.html or NAME.txt.
struct OwnTemplate {
  std::string name;  ///< without the ending
  std::string path;
};
std::vector<OwnTemplate> own_templates(const Environment& environment);

/// Its text, of at most 1 MiB; nullopt if it cannot be read or is longer or not UTF-8.
std::optional<std::string> template_text(const OwnTemplate& one);

/// The file of the folder that has this name, with an ending or without; "" if there is none.
std::string template_named(const std::string& folder, const std::string& name);

/// Whether the texts that a template of this name is filled with are escaped.
bool is_html_file(std::string_view path);

}  // namespace baton::machine
