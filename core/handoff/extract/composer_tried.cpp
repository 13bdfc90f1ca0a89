#include <algorithm>
#include <set>

#include "core/base/text.hpp"
#include "core/handoff/extract/composer.hpp"
#include "core/handoff/extract/item_list.hpp"
#include "core/handoff/extract/plan.hpp"
#include "core/handoff/extract/shell.hpp"
#include "core/handoff/item_line.hpp"
#include "core/handoff/one_line.hpp"

namespace baton {
namespace {

constexpr std::size_t kMostRead = 12;
constexpr std::size_t kMostMended = 4;
constexpr std::size_t kMostTries = 6;

/// The working part of a command: "pytest tests/ -q" of "source venv/bin/activate && python -m
/// pytest tests/ -q".
std::string_view working_part(std::string_view command) {
  const std::string key = command_key(command);
  const std::size_t at = key.empty() ? std::string_view::npos : command.find(key);
  return at == std::string_view::npos ? command : command.substr(at);
}

/// Counts of a run that is over would read as the state.
std::string tried(const Commands::Fixed& fixed) {
  const bool counts = contains(fixed.error, " passed") || contains(fixed.error, " failed");
  return "tried `" + one_line(working_part(fixed.command), 90) +
         "`: " + (counts ? "tests failed" : fixed.error);
}

std::string remedy_of(const Commands::Fixed& fixed, int session) {
  if (!fixed.by.empty()) return "fixed by `" + fixed.by + "`";
  return fixed.since ? "fixed since: it ended well in " + reference(session, fixed.since)
                     : "fixed since";
}

/// Whether `path` is `other` or the end of it, or the other way round.
bool same_file(std::string_view path, std::string_view other) {
  if (path.size() > other.size()) std::swap(path, other);
  return other.ends_with(path) &&
         (path.size() == other.size() || other[other.size() - path.size() - 1] == '/');
}

}  // namespace

void Composer::failures() {
  std::size_t tries = 0;
  for (const HandoffItem& one : session_.attempts.items())
    if (tries++ < kMostTries) add(handoff_.failed_approaches, item(one.text, one.detail, one.turn));
  for (const HandoffItem& one : session_.detours)
    add(handoff_.failed_approaches, item(one.text, one.detail, one.turn));
  const auto& fixed = session_.commands.fixed();
  for (const Commands::Fixed& one : fixed)
    if (one.lasting)
      add(handoff_.failed_approaches,
          item(tried(one), remedy_of(one, closing_.session_number), one.turn));
  std::set<std::string> told;
  for (std::size_t i = fixed.size(); i-- > 0 && told.size() < kMostMended;)
    if (!fixed[i].lasting && told.insert(command_key(fixed[i].command)).second)
      add(handoff_.failed_approaches,
          item(tried(fixed[i]), remedy_of(fixed[i], closing_.session_number), fixed[i].turn));
}

void Composer::failure_got_over() {
  const HandoffItem& last = session_.last_failure;
  if (last.turn == 0 || !handoff_.failed_approaches.empty() || !handoff_.errors.empty()) return;
  add(handoff_.failed_approaches,
      item(last.text, ended_well() ? "fixed or got around: the session went on" : "", last.turn));
}

bool Composer::touches(std::string_view path) const {
  for (const auto* list : {&handoff_.created, &handoff_.modified, &handoff_.deleted})
    for (const std::string& touched : *list)
      if (same_file(touched, path)) return true;
  return false;
}

void Composer::files_read() {
  std::string about = handoff_.goal.text + '\n' + last().closing + '\n';
  if (session_.plan) about += session_.plan->text + '\n';
  for (const auto* items : {&handoff_.next, &handoff_.in_progress, &handoff_.blockers})
    for (const HandoffItem& one : *items) about += one.text + '\n';
  const auto take = [&](std::string_view given) {
    const std::string path = paths_.relative(given);
    const bool known = std::any_of(handoff_.read.begin(), handoff_.read.end(),
                                   [&](const std::string& one) { return same_file(one, path); });
    if (!known && !touches(path) && handoff_.read.size() < kMostRead) handoff_.read.push_back(path);
  };
  for (const auto& [path, file] : session_.read)
    if (base_name(path).size() > 4 && contains(about, base_name(path))) take(path);
  for (const std::string& path : paths_named(about)) take(path);
  if (!ended_well())
    for (const Look& look : session_.unanswered)
      for (const std::string& path : look.paths) take(path);
  if (!session_.files.all().empty()) return;
  std::vector<std::pair<int, std::string_view>> latest;
  for (const auto& [path, file] : session_.read)
    if (file.main) latest.emplace_back(file.turn, path);
  std::sort(latest.rbegin(), latest.rend());
  for (const auto& [turn, path] : latest) take(path);
}

}  // namespace baton
