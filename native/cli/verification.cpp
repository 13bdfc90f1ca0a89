#include "native/cli/verification.hpp"

#include <algorithm>

#include "core/handoff/first_screen.hpp"
#include "core/handoff/item_line.hpp"
#include "core/handoff/one_line.hpp"
#include "native/cli/text_width.hpp"
#include "native/machine/git_since.hpp"

namespace baton::cli {
namespace {

using machine::Verdict;

constexpr std::size_t kMostFindings = 20;
constexpr std::size_t kLongestFinding = 300;
constexpr std::size_t kLongestSummary = 220;

/// "service 5432".
std::string subject_of(const Claim& claim) {
  return std::string(to_word(claim.kind)) + ' ' + baton::one_line(claim.subject, 80);
}

std::vector<std::string> lines_with(const Verification& verification, Verdict verdict) {
  std::vector<std::string> lines;
  for (const machine::Finding& finding : verification.findings) {
    if (finding.verdict != verdict) continue;
    std::string line = baton::one_line(finding.found, kLongestFinding);
    if (verdict == Verdict::unchecked) line = subject_of(finding.claim) + ": " + line;
    const std::string where = reference(finding.claim.session, finding.claim.turn);
    lines.push_back(where.empty() ? line : line + " (" + where + ")");
  }
  return lines;
}

machine::Ground ground_of(Desk& desk) {
  const std::string& directory = desk.environment.directory;
  machine::Ground ground;
  ground.folder = machine::top_of(directory, ground.each);
  ground.repository = !ground.folder.empty();
  const auto place = desk.belongings.of(directory);
  if (!ground.repository) ground.folder = place ? place->folder : directory;
  ground.directory = directory;
  ground.search_path = desk.environment.variable("PATH");
  return ground;
}

/// The machine that recorded the handoff; "" for this one.
std::string recorded_on(const Json& document) {
  const Json& machine = member_in(document, "recorded_on");
  if (!machine.is_object() || flag_in(machine, "here")) return "";
  const std::string& name = text_in(machine, "name");
  return name.empty() ? "another machine" : baton::one_line(name, 60);
}

Verification nowhere(const std::vector<Claim>& claims) {
  Verification verification;
  for (const Claim& claim : claims)
    verification.findings.push_back(
        {claim, Verdict::unchecked, "this directory is not the project's"});
  return verification;
}

}  // namespace

std::int64_t Verification::count(Verdict verdict) const {
  return std::ranges::count(findings, verdict, &machine::Finding::verdict);
}

std::vector<const machine::Finding*> Verification::not_here() const {
  std::vector<const machine::Finding*> found;
  for (const machine::Finding& finding : findings)
    if (!recorded_on.empty() && finding.found.starts_with(machine::kNotHere))
      found.push_back(&finding);
  return found;
}

bool Verification::moved() const { return broken() || count(Verdict::changed) > 0; }

std::string Verification::summary() const {
  const std::int64_t moved_claims = count(Verdict::broken) + count(Verdict::changed);
  if (moved_claims == 0) return "";
  const auto all = static_cast<std::int64_t>(findings.size());
  std::string text = std::to_string(moved_claims) + " of " + counted(all, "claim") + " no longer " +
                     (moved_claims == 1 ? "holds: " : "hold: ");
  const char* between = "";
  for (const Verdict verdict : {Verdict::broken, Verdict::changed}) {
    for (const machine::Finding& finding : findings) {
      if (finding.verdict != verdict || text.size() > kLongestSummary) continue;
      text += between + baton::one_line(finding.found, 120);
      between = "; ";
    }
  }
  return baton::one_line(text, kLongestSummary);
}

void add_verify_options(CLI::App& app, VerifyWords& words) {
  app.add_flag(
      "--run", words.run,
      "run the handoff's pre-flight checks and its last test, asking before each on the terminal");
  app.add_flag(
      "--yes", words.yes,
      "run without asking those to which you said always in this repository, word for word; "
      "anything else is not run");
}

Verification verify(Desk& desk, const Project& project, const Json& document,
                    std::chrono::milliseconds all) {
  const Handoff handoff = parse_handoff(text_in(document, "content"));
  const std::vector<Claim> claims = claims_of(handoff);
  if (claims.empty()) return {};
  if (!works_here(desk, project)) return nowhere(claims);
  machine::Ground ground = ground_of(desk);
  ground.recorded_on = recorded_on(document);
  ground.all = all;
  ground.each = std::min(ground.each, all);
  return {machine::check_claims(claims, handoff, ground), ground.folder, ground.recorded_on};
}

void print_moved(Desk& desk, const Verification& verification) {
  print_list(desk.out, desk.out.styled(Style::bad, "No longer holds"),
             lines_with(verification, Verdict::broken), kMostFindings);
  print_list(desk.out, desk.out.styled(Style::warning, "Different since the handoff"),
             lines_with(verification, Verdict::changed), kMostFindings);
}

void print_unchecked(Desk& desk, const Verification& verification) {
  print_list(desk.out, "Not checked", lines_with(verification, Verdict::unchecked), kMostFindings);
}

namespace {

/// `2 claims not checkable here (recorded on laptop): service 5432, program psql`; "" for none.
std::string unseen_summary(const Verification& verification) {
  const auto findings = verification.not_here();
  if (findings.empty()) return {};
  std::string text = counted(static_cast<std::int64_t>(findings.size()), "claim") + ' ' +
                     findings.front()->found + ": ";
  const char* between = "";
  for (const machine::Finding* finding : findings) {
    if (text.size() > kLongestSummary) break;
    text += between + subject_of(finding->claim);
    between = ", ";
  }
  return baton::one_line(text, kLongestSummary);
}

}  // namespace

std::string with_moved(std::string prompt, const Verification& verification) {
  if (prompt.empty()) return prompt;
  std::string unseen = one_line(unseen_summary(verification));
  if (!unseen.empty()) prompt = with_screen_line(std::move(prompt), {"UNSEEN", std::move(unseen)});
  std::string summary = one_line(verification.summary());
  if (!summary.empty()) prompt = with_screen_line(std::move(prompt), {"MOVED", std::move(summary)});
  return prompt;
}

}  // namespace baton::cli
