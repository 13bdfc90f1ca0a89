#include "core/handoff/assist/improve.hpp"

#include <algorithm>

#include "core/base/text.hpp"
#include "core/handoff/likeness.hpp"
#include "core/measure/claims.hpp"
#include "core/redact/redact.hpp"

namespace baton::assist {
namespace {

constexpr std::size_t kMostPerSection = 6;
constexpr std::size_t kMostEdits = 40;
constexpr std::size_t kLeastText = 8;  ///< bytes

/// One change to a handoff.
struct Edit {
  const Section* section = nullptr;
  bool adds = false;
  std::size_t index = 0;  ///< of the item that is worded better
  HandoffItem item;
};

void apply(const Edit& edit, Handoff& handoff) {
  auto& items = handoff.*edit.section->items;
  if (edit.adds)
    items.push_back(edit.item);
  else
    items[edit.index].text = edit.item.text;
}

bool is_worse(const Measurement& one, const Measurement& than) {
  constexpr double kRounding = 1e-9;
  return one.preservation < than.preservation - kRounding ||
         one.groundedness < than.groundedness - kRounding;
}

/// Whether every claim of `before` is in `after`, and half of its words.
bool keeps_what_it_says(std::string_view before, std::string_view after) {
  const auto claims = measure::claims_of(after);
  for (const measure::Claim& claim : measure::claims_of(before))
    if (std::ranges::none_of(claims, [&](const auto& one) { return one.text == claim.text; }))
      return false;
  const Likeness old_words(before);
  const Likeness new_words(after);
  std::size_t kept = 0;
  for (const std::string& stem : old_words.stems)
    kept += std::ranges::binary_search(new_words.stems, stem);
  return 2 * kept >= old_words.stems.size();
}

/// Chooses what may be applied.
class Sieve {
 public:
  Sieve(const Handoff& extracted, const Grounds& grounds, Improved& outcome)
      : extracted_(extracted), grounds_(grounds), outcome_(outcome) {
    for (const Section& section : kSections)
      for (const HandoffItem& item : extracted.*section.items) known_.emplace_back(item.text);
    for (const auto* items : {&extracted.in_progress, &extracted.wishes, &extracted.requests})
      for (const HandoffItem& item : *items) known_.emplace_back(item.text);
    known_.emplace_back(extracted.goal.text);
  }

  void take(const Proposal::Addition& addition) {
    if (addition.text.size() < kLeastText || is_known(addition.text)) return;
    const auto verdict = grounds_.of(addition.text);
    if (!verdict.grounded) return outcome_.removed.push_back(mask_secrets(addition.text));
    const auto in_section = std::ranges::count_if(
        edits_, [&](const Edit& edit) { return edit.adds && edit.section == addition.section; });
    if (static_cast<std::size_t>(in_section) >= kMostPerSection) return;
    known_.emplace_back(addition.text);
    HandoffItem item;
    item.text = mask_secrets(addition.text);
    if (!addition.detail.empty() && grounds_.of(addition.detail, addition.text).grounded)
      item.detail = mask_secrets(addition.detail);
    item.session = extracted_.session_number;
    item.turn = verdict.turn;
    push({addition.section, true, 0, std::move(item)});
  }

  void take(const Proposal::Rewording& rewording) {
    const auto& items = extracted_.*rewording.section->items;
    if (rewording.index >= items.size()) return;
    const HandoffItem& before = items[rewording.index];
    const std::string whole = before.text + ' ' + before.detail;
    if (rewording.text == before.text) return;
    if (!grounds_.of(rewording.text, whole).grounded)
      return outcome_.removed.push_back(mask_secrets(rewording.text));
    if (rewording.text.size() > 3 * before.text.size() / 2 + 100) return;
    if (!keeps_what_it_says(before.text, rewording.text)) return;
    HandoffItem item = before;
    item.text = mask_secrets(rewording.text);
    push({rewording.section, false, rewording.index, std::move(item)});
  }

  const std::vector<Edit>& edits() const { return edits_; }

 private:
  bool is_known(std::string_view text) const {
    const Likeness wanted(text);
    return std::ranges::any_of(known_,
                               [&](const Likeness& one) { return nearly_equal(one, wanted); });
  }
  void push(Edit edit) {
    if (edits_.size() < kMostEdits) edits_.push_back(std::move(edit));
  }

  const Handoff& extracted_;
  const Grounds& grounds_;
  Improved& outcome_;
  std::vector<Likeness> known_;
  std::vector<Edit> edits_;
};

void count(const Edit& edit, Improved& outcome) {
  ++(edit.adds ? outcome.added : outcome.reworded);
}

/// All at once if that is no worse, else one by one what is not.
void apply_all(const std::vector<Edit>& edits, const Judge& judge, Improved& outcome) {
  const Measurement least = outcome.measured;
  Handoff with_all = outcome.handoff;
  for (const Edit& edit : edits) apply(edit, with_all);
  if (Measurement measured = judge(with_all); !is_worse(measured, least)) {
    outcome.handoff = std::move(with_all);
    outcome.measured = std::move(measured);
    for (const Edit& edit : edits) count(edit, outcome);
    return;
  }
  for (const Edit& edit : edits) {
    Handoff candidate = outcome.handoff;
    apply(edit, candidate);
    Measurement measured = judge(candidate);
    if (is_worse(measured, least)) {
      ++outcome.no_better;
      continue;
    }
    outcome.handoff = std::move(candidate);
    outcome.measured = std::move(measured);
    count(edit, outcome);
  }
}

}  // namespace

Improved improve(const Handoff& extracted, const Proposal& proposal, const Grounds& grounds,
                 const Judge& judge) {
  Improved outcome;
  outcome.handoff = extracted;
  outcome.measured = judge(extracted);
  Sieve sieve(extracted, grounds, outcome);
  for (const Proposal::Addition& addition : proposal.additions) sieve.take(addition);
  for (const Proposal::Rewording& rewording : proposal.rewordings) sieve.take(rewording);
  if (!sieve.edits().empty()) apply_all(sieve.edits(), judge, outcome);
  return outcome;
}

}  // namespace baton::assist
