#include "core/hooks/lines.hpp"

#include <algorithm>
#include <optional>

#include "core/base/json.hpp"
#include "core/base/json_in.hpp"

namespace baton::hooks {
namespace {

constexpr std::size_t kMostBody = 12U << 20;
constexpr std::size_t kMostSourceName = 500;

Task<Result<std::string>> whole_body() {
  std::string body;
  for (;;) {
    NextPiece next;
    CO_TRY(std::optional<std::string> piece, perform(next));
    if (!piece) co_return body;
    body += *piece;
    if (body.size() > kMostBody)
      co_return fail(Fault::too_large, "too_large", "Send fewer lines at once: at most 12 MB.");
  }
}

Result<bool> read_head(std::string_view line, Intake& intake) {
  TRY(const Json head, parse_json(line));
  if (!head.is_object())
    return fail(Fault::invalid, "malformed_json", "The first line must be a JSON object.");
  Decoder decoder(head);
  intake.import.format = decoder.text("format", {.least = 1, .most = kMostSourceName});
  intake.lines.owner.source = decoder.text("source", {.least = 1, .most = kMostSourceName});
  intake.lines.owner.format = intake.import.format;
  intake.lines.owner.cwd = decoder.text_or("cwd", "", {.least = 0, .most = 4096});
  intake.import.folder = decoder.text_or("folder", "", {.least = 0, .most = 4096});
  intake.lines.owner.branch = decoder.text_or("branch", "", {.least = 0, .most = kMostSourceName});
  intake.lines.last_words =
      decoder.text_or("last_assistant_message", "", {.least = 0, .most = 1'000'000});
  intake.lines.settle = decoder.boolean_or("settle", false);
  intake.lines.ends = decoder.boolean_or("ends", false);
  if (decoder.error()) return std::unexpected(*decoder.error());
  TRY(intake.lines.positions, positions_of(head));
  intake.import.importer = make_importer(intake.import.format);
  if (!intake.import.importer)
    return fail(Fault::media_type, "unknown_format", "format names no transcript that Baton knows.",
                "format");
  return true;
}

/// Reads the lines' turns; those of a file's end that is torn are left to the next time.
void read_lines(std::string_view lines, Intake& intake) {
  intake.fresh_bytes = static_cast<std::int64_t>(lines.size());
  intake.import.importer->feed(lines, intake.turns);
  intake.import.importer->finish(intake.turns);
}

}  // namespace

Task<Result<bool>> read_body(Intake* intake) {
  CO_TRY(const std::string body, whole_body());
  const std::size_t end = std::min(body.find('\n'), body.size());
  CO_CHECK(const bool read, read_head(std::string_view(body).substr(0, end), *intake));
  static_cast<void>(read);
  read_lines(std::string_view(body).substr(std::min(end + 1, body.size())), *intake);
  co_return true;
}

}  // namespace baton::hooks
