#pragma once
#include <string>
#include <string_view>

namespace baton {

/// What a tool answered, without the frame that its assistant puts around it.
struct ToolOutput {
  std::string text;
  bool failed = false;
};

/// What Codex's tools answered, out of the frames of its versions: `{"output":"…","metadata":
/// {"exit_code":0}}`, and head lines (`Exit code: 0`, `Process exited with code 0`) up to
/// `Output:`. Where the exit code is not 0, "Exit code N" is the text's first line. Also failed:
/// what Codex says of calls that it could not run or that were refused.
ToolOutput codex_output(std::string text);

/// What Gemini's shell tool answered: `Output:` or `Stdout:` and `Stderr:` of its lines, `failed`
/// by `Exit Code:`. A text without that frame is left as it is.
ToolOutput gemini_shell_output(std::string text);

}  // namespace baton
