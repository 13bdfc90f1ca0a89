#include "native/cli/model_progress.hpp"

#include "native/cli/text_width.hpp"

namespace baton::cli {
namespace {

std::string line_of(const Json& stage) {
  std::string line = "asking " + text_in(stage, "model");
  if (const std::int64_t parts = number_in(stage, "parts"); parts > 1)
    line += ", part " + std::to_string(number_in(stage, "part")) + " of " + std::to_string(parts);
  if (const std::int64_t characters = number_in(stage, "characters"))
    line += ": " + std::to_string(characters) + " characters so far";
  if (const std::string& notice = text_in(stage, "notice"); !notice.empty())
    line += ": again in " + std::to_string((number_in(stage, "waiting") + 999) / 1000) + " s. " +
            notice;
  return line;
}

}  // namespace

Result<Answer> post_with_progress(Desk& desk, const std::string& target, const Json& body) {
  const bool shown = desk.notes.is_terminal() && !desk.options.quiet;
  auto answer = desk.api.post(target, body, [&](std::string_view name, const Json& data) {
    if (shown && name == "progress")
      desk.notes.write("\r\x1B[K" + fitted(line_of(data), desk.notes.columns() - 1));
  });
  if (shown) desk.notes.write("\r\x1B[K");
  return answer;
}

}  // namespace baton::cli
