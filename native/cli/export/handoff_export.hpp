#pragma once
#include <string>

#include "native/cli/command_line.hpp"

namespace baton::cli {

/// What `baton handoff export` was asked for.
struct ExportWords {
  std::string format;  ///< md, json, html, print, pdf or prompt; "" for what the file's ending says
  std::string output;  ///< a file; "" or "-" for stdout
  std::string template_name;
  std::int64_t budget = 0;  ///< of a prompt; 0 for the usual
};

/// Adds --output and --template.
void add_export_options(CLI::App& app, ExportWords& words);

/// Whether only the export makes this format.
bool is_export_format(const std::string& format);

/// Writes the handoff with this id in the format that was asked for.
Result<int> export_handoff(Desk& desk, const std::string& id, const ExportWords& words);

/// `--template list`.
Result<int> list_templates(Desk& desk);

}  // namespace baton::cli
