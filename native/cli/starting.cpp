#include "native/cli/starting.hpp"

#include <algorithm>

#include "core/base/text.hpp"
#include "core/handoff/documents.hpp"
#include "native/cli/measured.hpp"
#include "native/cli/text_width.hpp"
#include "native/machine/git.hpp"
#include "native/machine/roles.hpp"

namespace baton::cli {
namespace {

Json body_of(const Project& project, const Beginning& beginning, const std::string& branch) {
  Json body = {{"project_id", project.uid}};
  if (!beginning.objectives.empty()) body["objectives"] = beginning.objectives;
  if (!beginning.account.empty()) body["account_name"] = beginning.account;
  if (!beginning.type.empty()) body["session_type"] = beginning.type;
  if (!branch.empty()) body["branch"] = branch;
  return body;
}

std::string branch_here(Desk& desk, const Project& project) {
  return works_here(desk, project) ? machine::current_branch(desk.environment.directory) : "";
}

}  // namespace

Result<std::string> newest_prompt(Desk& desk, const Project& project, std::int64_t budget) {
  const std::string tokens = budget ? std::to_string(budget) : "";
  TRY(const Answer answer,
      desk.api.get(target("/api/projects/" + project.uid + "/handoff",
                          {{"budget", tokens}, {"branch", branch_here(desk, project)}})));
  return text_in(answer.data(), "master_prompt");
}

void add_role_option(CLI::App& app, std::string& name) {
  app.add_option("--role", name, "put the text of this role before the handoff (`baton roles`)")
      ->type_name("NAME");
}

Result<std::string> role_text(Desk& desk, const std::string& name) {
  if (name.empty()) return "";
  TRY(machine::SessionRole role, machine::role_named(desk.environment, name));
  return std::move(role.text);
}

void print_beginning(Desk& desk, const std::string& role, const std::string& prompt) {
  if (!role.empty()) print_document(desk.out, role);
  if (!role.empty() && !prompt.empty()) desk.out.line();
  if (!prompt.empty()) print_document(desk.out, prompt);
}

namespace {

constexpr std::chrono::seconds kVerifyPatience{2};
constexpr std::int64_t kLineTokens = 60;  ///< what a MOVED or UNSEEN line takes of a budget
constexpr std::int64_t kLeastBudget = 200;

/// The handoff's prompt within the budget, with what no longer holds. It must not make anybody
/// wait.
Result<std::string> prompt_as_it_stands(Desk& desk, const Project& project,
                                        const Beginning& beginning, const Json& handoff) {
  std::string prompt = text_in(handoff, "master_prompt");
  if (prompt.empty()) return prompt;
  // A folder without a repository may be anywhere else than where the work was done.
  const bool looks = machine::has_repository(desk.environment.directory);
  const Verification verification = beginning.verification ? *beginning.verification
                                    : looks ? verify(desk, project, handoff, kVerifyPatience)
                                            : Verification{};
  const std::int64_t lines =
      (verification.moved() ? 1 : 0) + (verification.not_here().empty() ? 0 : 1);
  if (beginning.budget || lines > 0) {
    const std::int64_t budget = beginning.budget ? beginning.budget : handoff::kDefaultBudget;
    TRY(prompt, newest_prompt(desk, project, std::max(budget - lines * kLineTokens, kLeastBudget)));
  }
  return with_moved(std::move(prompt), verification);
}

/// The receipt of what was loaded, in a line.
std::string loaded(const std::string& prompt, const Json& handoff) {
  const std::string measured = measured_line(handoff);
  return "Loaded the handoff of session " + std::to_string(number_in(handoff, "session_number")) +
         ": " + std::to_string(count_tokens(prompt)) + " tokens" +
         (measured.empty() ? "." : "; as written it " + measured + ".");
}

}  // namespace

Result<int> start_session(Desk& desk, const Project& project, const Beginning& beginning) {
  TRY(const Answer answer, desk.api.post("/api/sessions/create",
                                         body_of(project, beginning, branch_here(desk, project))));
  if (printed_as_json(desk, answer)) return 0;
  TRY(const std::string prompt,
      prompt_as_it_stands(desk, project, beginning, object_in(answer.data(), "previous_handoff")));
  if (!desk.options.quiet) {
    const std::string number = std::to_string(number_in(answer.data(), "session_number"));
    desk.out.line(desk.out.styled(
        Style::bold, "Session " + number + " of " + one_line(project.name) + " has begun."));
    desk.out.line(prompt.empty() ? "There is no handoff yet to start from." : "");
  }
  print_beginning(desk, beginning.role, prompt);
  if (!prompt.empty()) remark(desk, loaded(prompt, object_in(answer.data(), "previous_handoff")));
  if (!beginning.objectives.empty()) {
    desk.out.line();
    desk.out.line("This session: " + one_line(beginning.objectives));
  }
  return 0;
}

}  // namespace baton::cli
