#include "core/handoff/measured.hpp"

namespace baton::handoff {

Measurement measured(Measure& measure, const Handoff& handoff, const Closing& closing,
                     const Handoff* previous) {
  measure.know(closing.project + '\n' + closing.date + '\n' + closing.cwd + '\n' + closing.folder +
               '\n' + closing.objectives + '\n' + closing.branch + '\n' + closing.commit);
  for (const auto* lines :
       {&closing.uncommitted, &closing.accomplished, &closing.blockers, &closing.next})
    for (const std::string& line : *lines) measure.know(line);
  if (previous) measure.know(render_markdown(*previous));
  for (const HandoffItem& branch : closing.branches)
    measure.know(branch.text + '\n' + branch.detail);
  return measure.of(render_prompt(handoff));
}

double confidence_of(const Measurement& measured) {
  return measured.preservation * measured.groundedness;
}

void set_measured(Json& set, const Measurement& measured) {
  // Of a session without facts there is nothing to say; it must not raise the mean.
  if (measured.has_facts()) set["preservation"] = measured.preservation;
  set["groundedness"] = measured.groundedness;
  set["compression"] = measured.compression;
  set["tokens"] = measured.tokens;
  set["counts"] = measured.counts_json();
}

Json measured_json(const Measurement& measured) {
  return {{"preservation", measured.has_facts() ? Json(measured.preservation) : Json()},
          {"groundedness", measured.groundedness},
          {"compression", measured.compression},
          {"tokens", measured.tokens},
          {"counts", parse_json(measured.counts_json()).value_or(Json())}};
}

Json texts_of(const std::vector<HandoffItem>& items) {
  Json texts = Json::array();
  for (const HandoffItem& item : items) texts.push_back(item.text);
  return texts;
}

}  // namespace baton::handoff
