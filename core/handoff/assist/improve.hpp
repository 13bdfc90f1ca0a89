#pragma once
#include <functional>
#include <string>
#include <vector>

#include "core/handoff/assist/grounds.hpp"
#include "core/handoff/assist/proposal.hpp"
#include "core/measure/measure.hpp"

namespace baton::assist {

/// What became of a model's proposal.
struct Improved {
  Handoff handoff;
  Measurement measured;
  int added = 0;
  int reworded = 0;
  std::vector<std::string> removed;  ///< statements that the session does not show
  int no_better = 0;                 ///< grounded, but with them less would have been kept
};

/// Measures a handoff against its session.
using Judge = std::function<Measurement(const Handoff&)>;

/// The extracted handoff with what holds of the proposal: what is not grounded is removed, what is
/// there already is left, a better wording must keep every claim of the one before, and nothing is
/// taken with which the handoff measures worse (preservation or groundedness) than the extracted
/// one. Nothing of the extracted handoff is ever dropped.
Improved improve(const Handoff& extracted, const Proposal& proposal, const Grounds& grounds,
                 const Judge& judge);

}  // namespace baton::assist
