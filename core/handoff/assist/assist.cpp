#include "core/handoff/assist/assist.hpp"

#include <algorithm>

#include "core/models/ask.hpp"
#include "core/models/faults.hpp"
#include "core/models/lenient_json.hpp"

namespace baton::assist {
namespace {

constexpr std::size_t kMostPieces = 8;

/// How asking about the pieces went.
struct Asked {
  Proposal proposal;
  models::Usage usage;
  std::size_t pieces = 0;
  std::size_t answered = 0;
  std::optional<Error> error;  ///< of the piece at which it ended
};

Task<Asked> ask_all(Context& context, std::vector<std::string> pieces, Handoff extracted,
                    models::Model model) {
  Asked asked;
  asked.pieces = pieces.size();
  const std::int64_t began = co_await perform(Now{});
  for (std::size_t i = pieces.size(); i-- > 0;) {
    models::Chat chat = question(extracted, pieces[i], i + 1, pieces.size());
    Json stage = {{"stage", "asking"},
                  {"model", model.model},
                  {"part", pieces.size() - i},
                  {"parts", pieces.size()}};
    const auto said = co_await models::ask(context, model, std::move(chat),
                                           began + model.timeout_ms, std::move(stage));
    if (!said) {
      asked.error = said.error();
      break;
    }
    asked.usage.add(said->usage);
    const auto object = models::object_in(said->text);
    if (object) {
      asked.proposal.add(proposal_in(*object));
      ++asked.answered;
    } else {
      asked.error = models::no_object(model);
    }
  }
  co_return asked;
}

/// Asks, and with half the text at once where the model takes less than it should.
Task<Asked> ask_in_pieces(Context& context, const Material* material, Handoff extracted,
                          models::Model model) {
  const std::size_t bytes = piece_bytes(extracted, model);
  Asked asked =
      co_await ask_all(context, material->transcript.pieces(bytes, kMostPieces), extracted, model);
  if (asked.answered > 0 || !asked.error || asked.error->code != "model_too_long") co_return asked;
  co_return co_await ask_all(context, material->transcript.pieces(bytes / 3, kMostPieces),
                             std::move(extracted), std::move(model));
}

std::string counted_words(int count, const char* one, const char* many) {
  return std::to_string(count) + ' ' + (count == 1 ? one : many);
}

/// Why nothing of a model's is in the handoff.
std::string why_extracted(const Asked& asked, const Improved& improved, const std::string& name) {
  if (asked.error && asked.answered == 0)
    return asked.error->message + " The handoff was extracted without it.";
  if (asked.pieces == 0)
    return "The session says nothing that " + name +
           " could be asked about: the handoff was extracted without it.";
  if (!improved.removed.empty())
    return "Of what " + name + " said, " +
           counted_words(static_cast<int>(improved.removed.size()), "statement was",
                         "statements were") +
           " removed, since the session does not show them, and nothing new was left: the "
           "handoff was extracted without it.";
  if (improved.no_better > 0)
    return "With what " + name +
           " added, the handoff would have kept less of the session: it was extracted without it.";
  return name + " had nothing to add: the handoff was extracted without it.";
}

std::string what_is_missing(const Asked& asked, const Improved& improved, const std::string& name) {
  std::string notice;
  if (!improved.removed.empty())
    notice = counted_words(static_cast<int>(improved.removed.size()), "statement of ",
                           "statements of ") +
             name + (improved.removed.size() == 1 ? " was" : " were") +
             " left out: the session does not show " +
             (improved.removed.size() == 1 ? "it." : "them.");
  if (asked.answered < asked.pieces)
    notice += (notice.empty() ? "" : " ") + name + " read " + std::to_string(asked.answered) +
              " of " + std::to_string(asked.pieces) + " parts of the session" +
              (asked.error ? ": " + asked.error->message : ".");
  return notice;
}

std::string type_of(const Improved& improved) {
  if (improved.added + improved.reworded == 0) return "extracted";
  std::size_t items = 0;
  for (const Section& section : kSections) items += (improved.handoff.*section.items).size();
  const auto by_model =
      static_cast<std::size_t>(improved.added) + static_cast<std::size_t>(improved.reworded);
  return 2 * by_model >= items ? "ai_generated" : "hybrid";
}

Json report_of(const models::Model& model, const Asked& asked, const Improved& improved) {
  constexpr std::size_t kMostTold = 50;
  Json removed = Json::array();
  for (const std::string& text : improved.removed)
    if (removed.size() < kMostTold) removed.push_back(text);
  return {{"name", model.name},
          {"provider", model.provider->name},
          {"model", model.model},
          {"requests", asked.usage.requests},
          {"input_tokens", asked.usage.input_tokens},
          {"output_tokens", asked.usage.output_tokens},
          {"parts", asked.pieces},
          {"parts_read", asked.answered},
          {"added", improved.added},
          {"reworded", improved.reworded},
          {"removed", std::move(removed)},
          {"error", asked.error ? Json(asked.error->code) : Json()}};
}

}  // namespace

Task<Assisted> assist(Context& context, const Material* material, Handoff extracted,
                      models::Model model) {
  const Asked asked = co_await ask_in_pieces(context, material, extracted, model);
  const Grounds grounds(material->transcript, material->measure);
  Improved improved = improve(extracted, asked.proposal, grounds, material->judge);
  Assisted assisted;
  assisted.handoff_type = type_of(improved);
  assisted.usage = asked.usage;
  assisted.report = report_of(model, asked, improved);
  const bool helped = assisted.handoff_type != "extracted";
  assisted.notice = helped ? what_is_missing(asked, improved, model.model)
                           : why_extracted(asked, improved, model.model);
  if (helped) assisted.model = std::string(model.provider->name) + '/' + model.model;
  assisted.handoff = std::move(improved.handoff);
  assisted.measured = std::move(improved.measured);
  co_return assisted;
}

}  // namespace baton::assist
