#pragma once
#include <vector>

#include "core/base/json.hpp"
#include "core/handoff/extract.hpp"
#include "core/measure/measure.hpp"

namespace baton::handoff {

/// The prompt at the default budget against the session, the repository and the handoff before.
Measurement measured(Measure& measure, const Handoff& handoff, const Closing& closing,
                     const Handoff* previous);

/// preservation × groundedness: what confidence is, as far as it can be measured.
double confidence_of(const Measurement& measured);

/// Puts the measures into what a handoff's event sets.
void set_measured(Json& set, const Measurement& measured);

/// The measures of a handoff, as in GET /api/handoffs/:id.
Json measured_json(const Measurement& measured);

Json texts_of(const std::vector<HandoffItem>& items);

}  // namespace baton::handoff
