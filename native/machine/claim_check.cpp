#include "native/machine/claim_check.hpp"

#include <array>

#include "core/base/text.hpp"
#include "native/machine/command_check.hpp"
#include "native/machine/file_check.hpp"
#include "native/machine/other_machine.hpp"
#include "native/machine/repository_check.hpp"
#include "native/machine/service.hpp"

namespace baton::machine {
namespace {

Outcome check_service(const std::string& port, const Deadline& deadline) {
  const std::int64_t number = whole_number(port).value_or(0);
  if (number < 1 || number > 65'535) return {Verdict::unchecked, "it is no port"};
  switch (connects(static_cast<std::uint16_t>(number), deadline.next())) {
    case Answering::yes:
      return {};
    case Answering::no:
      return {Verdict::broken, "nothing answers on localhost:" + port};
    case Answering::silent:
      return {Verdict::broken, "localhost:" + port + " did not answer in time"};
  }
  return {};
}

/// The checks of one handoff; each looks at git at most once.
class ClaimChecker {
 public:
  ClaimChecker(const Handoff& handoff, const Ground& ground)
      : deadline_(ground.each, ground.all),
        within_(ground.folder),
        repository_(handoff, ground, deadline_),
        files_(handoff, ground, within_, repository_),
        commands_(ground, within_),
        other_(handoff, ground, repository_) {}

  Outcome check(const Claim& claim) {
    if (other_.alone_knows(claim)) return other_.not_here();
    if (deadline_.over()) return {Verdict::unchecked, "the time for checks was over"};
    return other_.judged(claim, look_at(claim));
  }

 private:
  Outcome look_at(const Claim& claim) {
    switch (claim.kind) {
      case ClaimKind::file:
        return files_.check_present(claim.subject);
      case ClaimKind::no_file:
        return files_.check_absent(claim.subject);
      case ClaimKind::migration:
        return files_.check_migration(claim.subject);
      case ClaimKind::branch:
        return repository_.check_branch(claim.subject);
      case ClaimKind::commit:
        return repository_.check_commit(claim.subject);
      case ClaimKind::tree:
        return repository_.check_tree();
      case ClaimKind::service:
        return check_service(claim.subject, deadline_);
      case ClaimKind::program:
        return commands_.check_program(claim.subject, claim.where);
      case ClaimKind::script:
        return commands_.check_script(claim.subject, claim.where);
      case ClaimKind::target:
        return commands_.check_target(claim.subject, claim.where);
      case ClaimKind::preflight:
        return {Verdict::unchecked, "it was not run"};
      case ClaimKind::test:
        return {Verdict::unchecked, "it was not run again"};
    }
    return {};
  }

  Deadline deadline_;
  Within within_;
  RepositoryCheck repository_;
  FileCheck files_;
  CommandCheck commands_;
  OtherMachine other_;
};

}  // namespace

std::string_view to_word(Verdict verdict) {
  constexpr std::array<std::string_view, 4> kWords{"holds", "changed", "broken", "unchecked"};
  return kWords[static_cast<std::size_t>(verdict)];
}

std::vector<Finding> check_claims(const std::vector<Claim>& claims, const Handoff& handoff,
                                  const Ground& ground) {
  ClaimChecker checker(handoff, ground);
  std::vector<Finding> findings;
  findings.reserve(claims.size());
  for (const Claim& claim : claims) {
    Outcome outcome = checker.check(claim);
    findings.push_back({claim, outcome.verdict, std::move(outcome.found)});
  }
  return findings;
}

}  // namespace baton::machine
