#include "native/cli/commands/handoff_verify.hpp"

#include "native/cli/exit_code.hpp"
#include "native/cli/rerun.hpp"
#include "native/cli/text_width.hpp"

namespace baton::cli {
namespace {

using machine::Verdict;

Result<Project> project_of_handoff(Desk& desk, const Json& handoff) {
  TRY(const Answer session, desk.api.get("/api/sessions/" + text_in(handoff, "session_uid")));
  const std::string id = std::to_string(number_in(session.data(), "project_id"));
  TRY(const Answer project, desk.api.get("/api/projects/" + id));
  return Project{.id = number_in(project.data(), "id"),
                 .uid = text_in(project.data(), "uid"),
                 .name = text_in(project.data(), "name")};
}

Json findings_json(const Verification& verification) {
  Json findings = Json::array();
  for (const machine::Finding& finding : verification.findings) {
    Json one = {{"kind", to_word(finding.claim.kind)},
                {"subject", finding.claim.subject},
                {"expected", finding.claim.expected},
                {"verdict", to_word(finding.verdict)},
                {"found", finding.found}};
    if (finding.claim.session) one["session"] = finding.claim.session;
    if (finding.claim.turn) one["turn"] = finding.claim.turn;
    findings.push_back(std::move(one));
  }
  return findings;
}

Json verification_json(const Json& handoff, const Verification& verification) {
  return {{"handoff_uid", text_in(handoff, "uid")},
          {"session_number", number_in(handoff, "session_number")},
          {"claims", verification.findings.size()},
          {"holds", verification.count(Verdict::holds)},
          {"changed", verification.count(Verdict::changed)},
          {"broken", verification.count(Verdict::broken)},
          {"unchecked", verification.count(Verdict::unchecked)},
          {"summary", verification.summary()},
          {"findings", findings_json(verification)}};
}

std::string verdict_line(const Verification& verification) {
  if (verification.moved()) return "MOVED " + verification.summary();
  if (verification.findings.empty()) return "The handoff claims nothing that can be checked.";
  const std::int64_t holding = verification.count(Verdict::holds);
  const std::int64_t unchecked = verification.count(Verdict::unchecked);
  std::string line = unchecked ? counted(holding, "claim") + (holding == 1 ? " holds" : " hold")
                     : holding == 1 ? "The one claim holds"
                                    : "All " + counted(holding, "claim") + " hold";
  if (unchecked) line += ", " + std::to_string(unchecked) + " not checked";
  return line + '.';
}

void print_verification(Desk& desk, const Verification& verification) {
  print_moved(desk, verification);
  if (!desk.options.quiet) print_unchecked(desk, verification);
  if (verification.moved() || (!desk.options.quiet && verification.count(Verdict::unchecked)))
    desk.out.line();
  desk.out.line(desk.out.styled(verification.moved() ? Style::warning : Style::good,
                                one_line(verdict_line(verification))));
}

}  // namespace

Result<int> verify_handoff(Desk& desk, const std::string& handoff_id, const VerifyWords& words) {
  TRY(const Answer answer, desk.api.get("/api/handoffs/" + handoff_id + "?format=md"));
  TRY(const Project project, project_of_handoff(desk, answer.data()));
  Verification verification = verify(desk, project, answer.data());
  TRY(const bool ran, rerun(desk, words, verification));
  static_cast<void>(ran);
  if (!printed_as_json(desk, answer_of(verification_json(answer.data(), verification))))
    print_verification(desk, verification);
  return verification.moved() ? kCheckSaysNo : kDone;
}

}  // namespace baton::cli
