#pragma once
#include <string>
#include <string_view>

namespace baton {

/// A tool's output without line numbers (`  12→`) and what was appended in angle brackets; its
/// head, where it is long.
std::string plain_text(std::string_view output);

/// One line about a file that was read: a package's name, version and scripts, a document's title.
/// "" where nothing can be said shortly. `output` is a tool's, with or without line numbers.
std::string digest_of_file(std::string_view path, std::string_view output);

/// A command with its output, if that is short: "`git ls-files .env` → .env".
std::string digest_of_output(std::string_view command, std::string_view output);

/// Whether a manifest that was read says how the tests are started: a package.json by its test
/// script, a Makefile by its target, a pyproject.toml by pytest; Cargo and Go always know.
bool names_tests(std::string_view path, std::string_view output);

/// What a search of the web or the fetch of a page gave: the answer's first statements, then titles
/// and addresses: "Searched the web for “q”: There are three types. Links: Messages (https://…)".
/// "" where it gave nothing.
std::string digest_of_web(std::string_view tool, std::string_view subject, std::string_view output);

}  // namespace baton
