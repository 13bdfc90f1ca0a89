#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace baton {

/// A file that a search found, with its first telling line where lines were looked for.
struct FoundFile {
  std::string path;
  std::string line;  ///< "30 export interface ContentBlock", "" where only files were looked for
};

/// What a search found, each file once, what declares something first; `searched` is where it
/// looked, which outputs leave out where that is one file. Empty where it found nothing.
std::vector<FoundFile> found_by(std::string_view output, std::string_view searched);

/// "found `a.ts:30` export interface A, `b.ts` and 3 more files", paths as seen from where it
/// looked; "found nothing".
std::string digest_of_found(const std::vector<FoundFile>& found, std::string_view searched);

/// What a source file declares by name, in a line: "declares A, B, make"; "" where nothing was
/// seen. `output` is a tool's, with or without line numbers.
std::string declared_in(std::string_view output);

}  // namespace baton
