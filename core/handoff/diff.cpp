#include "core/handoff/diff.hpp"

#include <algorithm>
#include <array>
#include <set>

#include "core/base/text.hpp"
#include "core/handoff/likeness.hpp"

namespace baton {
namespace {

/// Of one section's statements so many are looked at for being told twice or superseded.
constexpr std::size_t kMostRetold = 200;

enum class Role { open, held, done };

struct ComparedSection {
  std::string_view name;
  std::vector<HandoffItem> Handoff::* items;
  Role role;
};

constexpr std::array kCompared{
    ComparedSection{"next", &Handoff::next, Role::open},
    ComparedSection{"in_progress", &Handoff::in_progress, Role::open},
    ComparedSection{"blockers", &Handoff::blockers, Role::open},
    ComparedSection{"errors", &Handoff::errors, Role::open},
    ComparedSection{"questions", &Handoff::questions, Role::open},
    ComparedSection{"parked", &Handoff::parked, Role::open},
    ComparedSection{"bugs", &Handoff::bugs, Role::open},
    ComparedSection{"temporary", &Handoff::temporary, Role::open},
    ComparedSection{"cleanup", &Handoff::cleanup, Role::open},
    ComparedSection{"wishes", &Handoff::wishes, Role::held},
    ComparedSection{"decisions", &Handoff::decisions, Role::held},
    ComparedSection{"failed_approaches", &Handoff::failed_approaches, Role::held},
    ComparedSection{"accomplished", &Handoff::accomplished, Role::done},
};

/// Where a statement may go to from a section, the likeliest first.
bool may_move(const ComparedSection& from, const ComparedSection& to) {
  if (from.role == Role::open) return to.name != "wishes" && to.name != from.name;
  return from.name == "decisions" && to.name == "failed_approaches";
}

std::vector<Likeness> likenesses(const std::vector<HandoffItem>& items) {
  std::vector<Likeness> all;
  all.reserve(items.size());
  for (const HandoffItem& item : items) all.emplace_back(item.text);
  return all;
}

/// A section on both sides, and who is whose partner.
struct Side {
  const std::vector<HandoffItem>* before;
  const std::vector<HandoffItem>* after;
  std::vector<Likeness> old_words;
  std::vector<Likeness> new_words;
  std::vector<bool> settled;         ///< those before that are somewhere after
  std::vector<bool> taken;           ///< those after that were somewhere before
  std::vector<HandoffChange> found;  ///< by the index after; kind `added` until a partner is found
};

HandoffChange change_of(std::string_view section, ChangeKind kind, const HandoffItem& item) {
  HandoffChange change;
  change.section = section;
  change.kind = kind;
  change.text = item.text;
  change.detail = item.detail;
  return change;
}

/// The words after which a decision names what it replaces.
constexpr std::array<std::string_view, 9> kReplacing{
    "instead of ",    "rather than ", "no longer ", "replaces ",  "supersedes ",
    "switched from ", "switch from ", "dropped ",   "replacing ",
};

/// The words that a decision says it replaces: at most three, to the end of the clause.
std::string_view replaced_by(std::string_view lower) {
  for (const std::string_view marker : kReplacing) {
    const std::size_t at = lower.find(marker);
    if (at == std::string_view::npos) continue;
    std::string_view named = lower.substr(at + marker.size());
    for (const std::string_view stop : {",", ".", ";", "(", " because", " for ", " so ", " since "})
      named = named.substr(0, named.find(stop));
    std::size_t end = 0;
    for (int words = 0; words < 3 && end < named.size(); ++words)
      end = std::min(named.find(' ', end + 1), named.size());
    return named.substr(0, end);
  }
  return {};
}

bool names_any(const Likeness& named, const Likeness& old) {
  return std::ranges::any_of(named.stems, [&](const std::string& stem) {
    return stem.size() > 2 && std::ranges::binary_search(old.stems, stem);
  });
}

std::string test_text(const HandoffCommand& test) {
  if (test.command.empty()) return {};
  const std::string outcome = test.failed ? "failed: " + test.outcome : test.outcome;
  return test.command + (outcome.empty() ? "" : " → " + outcome);
}

class Comparison {
 public:
  Comparison(const Handoff& before, const Handoff& after) : before_(before), after_(after) {
    result_.before = before.session_number;
    result_.after = after.session_number;
  }

  HandoffDiff run() {
    compare_goal();
    for (const ComparedSection& section : kCompared) open_side(section);
    for (std::size_t i = 0; i < kCompared.size(); ++i) match(i, i);
    for (std::size_t from = 0; from < kCompared.size(); ++from)
      for (std::size_t to = 0; to < kCompared.size(); ++to)
        if (may_move(kCompared[from], kCompared[to])) match(from, to);
    move_goal();
    for (std::size_t i = 0; i < kCompared.size(); ++i) tell(i);
    compare_value("last_test", test_text(before_.last_test), test_text(after_.last_test));
    compare_value("branch", before_.branch, after_.branch);
    compare_value("commit", before_.commit, after_.commit);
    compare_paths();
    compare_uncommitted();
    return std::move(result_);
  }

 private:
  void open_side(const ComparedSection& section) {
    Side side;
    side.before = &(before_.*section.items);
    side.after = &(after_.*section.items);
    side.old_words = likenesses(*side.before);
    side.new_words = likenesses(*side.after);
    side.settled.resize(side.before->size());
    side.taken.resize(side.after->size());
    for (const HandoffItem& item : *side.after)
      side.found.push_back(change_of(section.name, ChangeKind::added, item));
    sides_.push_back(std::move(side));
  }

  void match(std::size_t from, std::size_t to) {
    Side& source = sides_[from];
    Side& target = sides_[to];
    if (source.before->empty() || target.after->empty()) return;
    const auto pairs = partners(source.old_words, target.new_words, target.taken, source.settled);
    for (std::size_t i = 0; i < pairs.size(); ++i) {
      if (pairs[i] == kNoPartner) continue;
      source.settled[i] = true;
      pair_up(target, pairs[i], (*source.before)[i], source.old_words[i]);
      if (from != to) {
        target.found[pairs[i]].kind = ChangeKind::moved;
        target.found[pairs[i]].from = kCompared[from].name;
      }
    }
  }

  void pair_up(Side& target, std::size_t index, const HandoffItem& old, const Likeness& words) {
    HandoffChange& change = target.found[index];
    const bool same = words.normal == target.new_words[index].normal;
    change.kind = same ? ChangeKind::kept : ChangeKind::changed;
    if (!same) change.before = old.text;
    const int session = (*target.after)[index].session;
    change.since = session ? session : old.session ? old.session : before_.session_number;
  }

  /// A goal that was left comes back as a step, or is among what was done.
  void move_goal() {
    if (before_.goal.text.empty() ||
        nearly_equal(Likeness(before_.goal.text), Likeness(after_.goal.text)))
      return;
    const std::vector<Likeness> goal{Likeness(before_.goal.text)};
    for (const std::size_t to : {std::size_t{0}, std::size_t{1}, kCompared.size() - 1}) {
      Side& target = sides_[to];
      const auto pair = partners(goal, target.new_words, target.taken, {false});
      if (pair.front() == kNoPartner) continue;
      pair_up(target, pair.front(), before_.goal, goal.front());
      target.found[pair.front()].kind = ChangeKind::moved;
      target.found[pair.front()].from = "goal";
      return;
    }
  }

  void tell(std::size_t index) {
    const ComparedSection& section = kCompared[index];
    Side& side = sides_[index];
    if (section.name == "decisions") supersede(side);
    if (section.role == Role::done) drop_retold(side);
    for (HandoffChange& change : side.found) {
      const bool before_too = change.kind == ChangeKind::kept || change.kind == ChangeKind::changed;
      if (section.role == Role::done && before_too) continue;
      set_age(section, change);
      result_.changes.push_back(std::move(change));
    }
    if (section.role == Role::done) return;
    for (std::size_t i = 0; i < side.before->size(); ++i)
      if (!side.settled[i])
        result_.changes.push_back(change_of(section.name, ChangeKind::removed, (*side.before)[i]));
  }

  void set_age(const ComparedSection& section, HandoffChange& change) const {
    if (section.role != Role::open) change.since = 0;
    if (section.role == Role::open && change.kind != ChangeKind::added && change.since > 0)
      change.age = std::max(0, after_.session_number - change.since);
  }

  /// A new decision that names what it replaces takes the place of the old one.
  static void supersede(Side& side) {
    const std::size_t count = std::min(side.found.size(), kMostRetold);
    std::vector<bool> over(side.found.size());
    for (std::size_t i = 0; i < count; ++i) {
      HandoffChange& change = side.found[i];
      if (change.kind != ChangeKind::added) continue;
      const std::string lower = lowered(cut(change.text, 1000));
      const Likeness named(replaced_by(lower));
      for (std::size_t k = 0; k < count; ++k) {
        if (over[k] || side.found[k].kind != ChangeKind::kept) continue;
        if (!names_any(named, side.new_words[k])) continue;
        change.kind = ChangeKind::changed;
        change.before = side.found[k].text;
        over[k] = true;
        break;
      }
    }
    erase_marked(side.found, over);
  }

  static void erase_marked(std::vector<HandoffChange>& changes, const std::vector<bool>& marked) {
    std::size_t index = 0;
    std::erase_if(changes, [&](const HandoffChange&) { return marked[index++]; });
  }

  /// What was open and is done now is often told again in other words.
  static void drop_retold(Side& side) {
    std::vector<bool> retold(side.found.size());
    const std::size_t count = std::min(side.found.size(), kMostRetold);
    for (std::size_t i = 0; i < count; ++i)
      for (std::size_t k = 0; k < count && side.found[i].kind == ChangeKind::added; ++k)
        if (side.found[k].kind == ChangeKind::moved &&
            nearly_equal(side.new_words[i], side.new_words[k]))
          retold[i] = true;
    erase_marked(side.found, retold);
  }

  void compare_goal() {
    const HandoffItem& old = before_.goal;
    const HandoffItem& now = after_.goal;
    if (now.text.empty() && old.text.empty()) return;
    if (now.text.empty())
      return result_.changes.push_back(change_of("goal", ChangeKind::removed, old));
    const bool same = Likeness(now.text).normal == Likeness(old.text).normal;
    HandoffChange change = change_of("goal", same ? ChangeKind::kept : ChangeKind::changed, now);
    if (old.text.empty()) change.kind = ChangeKind::added;
    if (!same) change.before = old.text;
    result_.changes.push_back(std::move(change));
  }

  void compare_value(std::string_view section, const std::string& old, const std::string& now) {
    if (old.empty() && now.empty()) return;
    HandoffChange change;
    change.section = section;
    change.kind = old == now    ? ChangeKind::kept
                  : old.empty() ? ChangeKind::added
                  : now.empty() ? ChangeKind::removed
                                : ChangeKind::changed;
    change.text = now.empty() ? old : now;
    if (change.kind == ChangeKind::changed) change.before = old;
    result_.changes.push_back(std::move(change));
  }

  void add_path(std::string_view section, ChangeKind kind, const std::string& path,
                std::string_view from = {}) {
    HandoffChange change;
    change.section = section;
    change.kind = kind;
    change.text = path;
    change.from = from;
    result_.changes.push_back(std::move(change));
  }

  void compare_paths() {
    std::set<std::string_view> made(before_.created.begin(), before_.created.end());
    std::set<std::string_view> known(before_.modified.begin(), before_.modified.end());
    known.insert(made.begin(), made.end());
    const std::set<std::string_view> gone(before_.deleted.begin(), before_.deleted.end());
    for (const std::string& path : after_.created)
      if (!known.contains(path)) add_path("created", ChangeKind::added, path);
    for (const std::string& path : after_.modified)
      if (!known.contains(path)) add_path("modified", ChangeKind::added, path);
    for (const std::string& path : after_.deleted) {
      if (gone.contains(path)) continue;
      const bool moved = known.contains(path);
      add_path("deleted", moved ? ChangeKind::moved : ChangeKind::added, path,
               !moved                ? ""
               : made.contains(path) ? "created"
                                     : "modified");
    }
  }

  void compare_uncommitted() {
    const std::set<std::string_view> old(before_.uncommitted.begin(), before_.uncommitted.end());
    const std::set<std::string_view> now(after_.uncommitted.begin(), after_.uncommitted.end());
    for (const std::string_view path : now)
      add_path("uncommitted", old.contains(path) ? ChangeKind::kept : ChangeKind::added,
               std::string(path));
    for (const std::string_view path : old)
      if (!now.contains(path)) add_path("uncommitted", ChangeKind::removed, std::string(path));
  }

  const Handoff& before_;
  const Handoff& after_;
  std::vector<Side> sides_;
  HandoffDiff result_;
};

}  // namespace

std::string_view word_of(ChangeKind kind) {
  switch (kind) {
    case ChangeKind::added:
      return "added";
    case ChangeKind::removed:
      return "removed";
    case ChangeKind::moved:
      return "moved";
    case ChangeKind::changed:
      return "changed";
    case ChangeKind::kept:
      break;
  }
  return "kept";
}

HandoffDiff diff(const Handoff& before, const Handoff& after) {
  return Comparison(before, after).run();
}

void absorb(const Handoff& between, Handoff& after) {
  const auto append = [](const auto& from, auto& to) {
    const std::size_t own = to.size();
    for (const auto& one : from)
      if (std::find(to.begin(), to.begin() + static_cast<std::ptrdiff_t>(own), one) ==
          to.begin() + static_cast<std::ptrdiff_t>(own))
        to.push_back(one);
  };
  append(between.accomplished, after.accomplished);
  append(between.created, after.created);
  append(between.modified, after.modified);
  append(between.deleted, after.deleted);
}

Json diff_json(const HandoffDiff& diff) {
  Json changes = Json::array();
  for (const HandoffChange& change : diff.changes)
    changes.push_back({{"section", change.section},
                       {"kind", word_of(change.kind)},
                       {"text", change.text},
                       {"before", change.before},
                       {"from", change.from},
                       {"detail", change.detail},
                       {"since", change.since},
                       {"age", change.age}});
  return {{"before_session", diff.before},
          {"after_session", diff.after},
          {"changes", std::move(changes)}};
}

}  // namespace baton
