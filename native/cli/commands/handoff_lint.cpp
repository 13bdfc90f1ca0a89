#include <filesystem>

#include "native/cli/commands/handoff_actions.hpp"
#include "native/cli/exit_code.hpp"
#include "native/cli/input.hpp"
#include "native/cli/text_width.hpp"

namespace baton::cli {
namespace {

/// `-`, what looks like a path and what is there as a file; a number or `last` is a session's name
/// even so.
bool names_a_file(const Desk& desk, const std::string& name) {
  if (name == "-" || name.contains('/') || name.ends_with(".md")) return true;
  if (name.empty() || name == "last" || name.find_first_not_of("0123456789") == std::string::npos)
    return false;
  std::error_code ignored;
  return std::filesystem::is_regular_file(desk.environment.absolute(name), ignored);
}

Result<Answer> linted(Desk& desk, const std::string& name) {
  if (names_a_file(desk, name)) {
    TRY(const Input input, read_input(desk.environment, name));
    return answer_of(lint_json(lint(input.text)));
  }
  TRY(const std::string id, handoff_id(desk, name));
  return desk.api.get("/api/handoffs/" + id + "/lint");
}

void print_finding(Output& output, const Json& finding) {
  const std::string place = std::to_string(number_in(finding, "line")) + ':' +
                            std::to_string(number_in(finding, "column"));
  output.line(output.styled(Style::bold, place + ':') + ' ' +
              output.styled(Style::warning, one_line(text_in(finding, "rule")) + ':') + ' ' +
              one_line(text_in(finding, "message")));
  const std::string text = one_line(text_in(finding, "text"));
  const std::size_t columns = output.columns();
  const std::string shown = columns > 12 ? fitted(text, columns - 4) : text;
  if (!text.empty()) output.line("    " + output.styled(Style::dim, shown));
}

}  // namespace

Result<int> lint_handoff(Desk& desk, const std::string& session_or_file, int least) {
  TRY(const Answer answer, linted(desk, session_or_file));
  const std::int64_t score = number_in(answer.data(), "score");
  const int code = score < least ? kCheckSaysNo : kDone;
  if (printed_as_json(desk, answer)) return code;
  const Json& findings = list_in(answer.data(), "findings");
  for (const Json& finding : findings) print_finding(desk.out, finding);
  std::string total = "Score " + std::to_string(score) + " of 100";
  total = desk.out.styled(code ? Style::bad : Style::good, total);
  desk.out.line(total + ", " + counted(static_cast<std::int64_t>(findings.size()), "finding") +
                (code ? "; " + std::to_string(least) + " would pass." : "."));
  return code;
}

}  // namespace baton::cli
