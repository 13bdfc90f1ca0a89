#include "core/handoff/claims.hpp"

#include <array>
#include <iterator>
#include <unordered_set>

#include "core/base/text.hpp"
#include "core/handoff/claimed_commands.hpp"
#include "core/handoff/claimed_services.hpp"

namespace baton {
namespace {

constexpr std::size_t kKinds = 12;
constexpr std::size_t kMostOfAKind = 64;
constexpr std::size_t kLongestPath = 4096;

/// Collects claims, each subject of a kind once.
class ClaimList {
 public:
  void add(Claim claim, std::size_t most = kMostOfAKind) {
    std::vector<Claim>& kind = by_kind_[static_cast<std::size_t>(claim.kind)];
    if (claim.subject.empty() || claim.subject.size() > kLongestPath || kind.size() >= most) return;
    std::string name = std::string(to_word(claim.kind)) + '\n' + claim.where + '\n' + claim.subject;
    if (seen_.insert(std::move(name)).second) kind.push_back(std::move(claim));
  }
  std::vector<Claim> in_order() && {
    std::vector<Claim> claims;
    for (std::vector<Claim>& kind : by_kind_)
      claims.insert(claims.end(), std::make_move_iterator(kind.begin()),
                    std::make_move_iterator(kind.end()));
    return claims;
  }

 private:
  std::array<std::vector<Claim>, kKinds> by_kind_;
  std::unordered_set<std::string> seen_;
};

Claim simple_claim(ClaimKind kind, std::string subject, std::string expected) {
  return {.kind = kind,
          .subject = std::move(subject),
          .expected = std::move(expected),
          .where = {},
          .session = 0,
          .turn = 0};
}

void claim_files(const Handoff& handoff, ClaimList& list) {
  const std::unordered_set<std::string> deleted(handoff.deleted.begin(), handoff.deleted.end());
  for (const auto* paths : {&handoff.created, &handoff.modified})
    for (const std::string& path : *paths)
      if (!deleted.contains(path))
        list.add(simple_claim(ClaimKind::file, path, "is there"), paths->max_size());
  for (const std::string& path : handoff.deleted)
    list.add(simple_claim(ClaimKind::no_file, path, "is deleted"), handoff.deleted.max_size());
}

void claim_repository(const Handoff& handoff, ClaimList& list) {
  list.add(simple_claim(ClaimKind::branch, handoff.branch, "is checked out"));
  list.add(simple_claim(ClaimKind::commit, handoff.commit, "is the head"));
  const std::size_t count = handoff.uncommitted.size();
  if (count == 0 && handoff.commit.empty() && handoff.branch.empty()) return;
  const std::string expected =
      count == 0
          ? "has nothing uncommitted"
          : "has " + std::to_string(count) + (count == 1 ? " file" : " files") + " not committed";
  list.add(simple_claim(ClaimKind::tree, "working tree", expected));
}

void claim_service(const ClaimedPort& port, int session, int turn, ClaimList& list) {
  Claim claim = simple_claim(ClaimKind::service, std::to_string(port.number), "answers");
  claim.session = session;
  claim.turn = turn;
  list.add(std::move(claim));
}

void claim_services(const Handoff& handoff, ClaimList& list) {
  for (const auto* items :
       {&handoff.state, &handoff.notes, &handoff.accomplished, &handoff.in_progress})
    for (const HandoffItem& item : *items)
      for (const ClaimedPort& port : ports_said_to_answer(item.text + '\n' + item.detail, ""))
        claim_service(port, item.session, item.turn, list);
  for (const HandoffItem& item : handoff.services) {
    std::string text = item.text + ' ' + item.detail;
    for (const HandoffField& field : item.fields) text += ' ' + field.name + ": " + field.value;
    for (const ClaimedPort& port : ports_said_to_answer(text, "services"))
      claim_service(port, item.session, item.turn, list);
  }
  for (const ClaimedPort& port : ports_said_to_answer(handoff.summary, ""))
    claim_service(port, 0, 0, list);
  for (const HandoffSection& section : handoff.other)
    for (const ClaimedPort& port : ports_said_to_answer(section.body, section.heading))
      claim_service(port, 0, 0, list);
  for (const HandoffCommand& command : handoff.commands)
    if (!command.failed)
      for (const ClaimedPort& port : ports_asked_by(command.command))
        claim_service(port, command.session, command.turn, list);
}

void claim_command(const HandoffCommand& command, ClaimList& list) {
  for (const ClaimedCommand& part : commands_in(command.command)) {
    Claim claim = simple_claim(part.kind, part.subject, part.expected);
    claim.where = part.where;
    claim.session = command.session;
    claim.turn = command.turn;
    list.add(std::move(claim));
  }
}

/// A command that only running it can confirm.
void claim_run(ClaimKind kind, const HandoffCommand& command, std::string expected,
               ClaimList& list) {
  Claim claim = simple_claim(kind, command.command, std::move(expected));
  claim.session = command.session;
  claim.turn = command.turn;
  list.add(std::move(claim));
}

void claim_commands(const Handoff& handoff, ClaimList& list) {
  const HandoffCommand& test = handoff.last_test;
  if (!contains(lowered(test.outcome), "not found")) claim_command(test, list);
  for (const HandoffCommand& command : handoff.commands)
    if (!command.failed) claim_command(command, list);
  for (const HandoffCommand& check : handoff.preflight) claim_command(check, list);
  for (const HandoffCommand& check : handoff.preflight)
    claim_run(ClaimKind::preflight, check, "passes", list);
  claim_run(ClaimKind::test, test, test.failed ? "fails" : "passes", list);
}

void claim_migrations(const Handoff& handoff, ClaimList& list) {
  const auto from = [&](std::string_view text, int session, int turn) {
    for (std::string& file : migrations_named(text)) {
      Claim claim = simple_claim(ClaimKind::migration, std::move(file), "is there");
      claim.session = session;
      claim.turn = turn;
      list.add(std::move(claim));
    }
  };
  for (const auto* items :
       {&handoff.state, &handoff.notes, &handoff.accomplished, &handoff.next, &handoff.database})
    for (const HandoffItem& item : *items) from(item.text, item.session, item.turn);
  for (const HandoffSection& section : handoff.other) from(section.body, 0, 0);
}

}  // namespace

// What a further part of a handoff claims is added here, by a function of its own.
std::vector<Claim> claims_of(const Handoff& handoff) {
  ClaimList list;
  claim_files(handoff, list);
  claim_repository(handoff, list);
  claim_services(handoff, list);
  claim_commands(handoff, list);
  claim_migrations(handoff, list);
  return std::move(list).in_order();
}

std::string_view to_word(ClaimKind kind) {
  constexpr std::array<std::string_view, kKinds> kWords{
      "file",    "no_file", "branch", "commit",    "tree",      "service",
      "program", "script",  "target", "migration", "preflight", "test"};
  return kWords[static_cast<std::size_t>(kind)];
}

}  // namespace baton
