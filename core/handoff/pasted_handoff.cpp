#include "core/handoff/pasted_handoff.hpp"

#include "core/transcript/pasted_turns.hpp"

namespace baton::handoff {

PastedHandoff pasted_handoff(const std::string& text, const Closing& closing) {
  PastedHandoff made;
  made.turns = pasted_turns(text).turns;
  Extractor extractor(closing.cwd, closing.folder);
  int number = 0;
  for (const Turn& turn : made.turns) {
    extractor.add(turn, ++number);
    made.measure.add(turn, number);
  }
  made.handoff = extractor.finish(closing, nullptr);
  made.measured = measured(made.measure, made.handoff, closing, nullptr);
  return made;
}

Json pasted_json(const Handoff& handoff, const Measurement& measured, const Help& help) {
  return {{"masterPrompt", render_prompt(handoff)},
          {"compressedContext", render_markdown(handoff)},
          {"nextSteps", texts_of(handoff.next)},
          {"confidence", confidence_of(measured)},
          {"handoffType", help.handoff_type},
          {"measured", measured_json(measured)},
          {"notice", help.notice},
          {"model", help.report}};
}

}  // namespace baton::handoff
