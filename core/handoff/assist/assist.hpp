#pragma once
#include <string>

#include "core/base/json.hpp"
#include "core/base/task.hpp"
#include "core/handoff/assist/improve.hpp"
#include "core/http/context.hpp"
#include "core/models/model.hpp"

namespace baton::assist {

/// A handoff after a model was asked to make it better.
struct Assisted {
  Handoff handoff;
  Measurement measured;
  std::string handoff_type = "extracted";  ///< hybrid or ai_generated if the model helped
  std::string notice;  ///< why the extracted one stands, or what was left out: a sentence, or ""
  std::string model;   ///< "PROVIDER/MODEL" if it helped, else ""
  models::Usage usage;
  Json report;  ///< what the API answers as `model`
};

/// What the task works with, owned by who awaits it.
struct Material {
  const Transcript& transcript;
  const Measure& measure;
  Judge judge;
};

/// Asks the model about the session, in pieces where it is longer than the model's context, the
/// newest first, within the model's time-out in all. Never fails: where the model does, the
/// extracted handoff stands and `notice` says why. The result never measures worse than
/// `extracted`.
///
/// Tells who follows events {"stage": "asking", "model", "part", "parts", …} (core/models/ask.hpp).
Task<Assisted> assist(Context& context, const Material* material, Handoff extracted,
                      models::Model model);

}  // namespace baton::assist
