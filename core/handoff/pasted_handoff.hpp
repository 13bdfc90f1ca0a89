#pragma once
#include <string>
#include <vector>

#include "core/base/json.hpp"
#include "core/handoff/extract.hpp"
#include "core/handoff/measured.hpp"
#include "core/transcript/turn.hpp"

namespace baton::handoff {

/// A handoff of a conversation that was pasted, made without a model.
struct PastedHandoff {
  std::vector<Turn> turns;
  Measure measure;  ///< of these turns
  Handoff handoff;
  Measurement measured;
};

/// `text` is masked already; of `closing`, `project` and `date` count.
PastedHandoff pasted_handoff(const std::string& text, const Closing& closing);

/// What a model had to do with it.
struct Help {
  std::string handoff_type = "extracted";
  std::string notice;
  Json report;  ///< null without a model
};

/// As POST /api/ai/handoff answers it.
Json pasted_json(const Handoff& handoff, const Measurement& measured, const Help& help);

}  // namespace baton::handoff
