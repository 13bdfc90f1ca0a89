#pragma once
#include <string>
#include <vector>

#include "core/setup/settings.hpp"

namespace baton::setup {

/// Settings files as people and editors leave them: all are sound, none holds anything of Baton.
const std::vector<std::string>& hostile_json();
const std::vector<std::string>& hostile_toml();
const std::vector<std::string>& hostile_lines();

/// Sound JSON with comments, made of a seed.
std::string random_jsonc(unsigned seed);

/// Hooks and a server, as an assistant gets them.
Settings json_settings(const std::string& program);
Settings toml_settings();
Settings lines_settings();

}  // namespace baton::setup
