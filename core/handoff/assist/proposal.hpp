#pragma once
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/json.hpp"
#include "core/handoff/handoff.hpp"
#include "core/models/chat.hpp"

namespace baton::assist {

/// A section of the handoff to which a model may add, and whose items it may word better. What is
/// kept verbatim (goal, wishes, files, commands) is none of these.
struct Section {
  char letter;            ///< names its items to the model: N1, N2, …
  std::string_view name;  ///< in JSON
  std::string_view what;  ///< said to the model
  std::vector<HandoffItem> Handoff::* items;
};

inline constexpr std::array kSections{
    Section{'N', "next", "steps that remain to be done", &Handoff::next},
    Section{'B', "blockers", "what stands in the way", &Handoff::blockers},
    Section{'F', "failed_approaches", "what was tried and did not work; reason: why",
            &Handoff::failed_approaches},
    Section{'D', "decisions", "what was decided; reason: why", &Handoff::decisions},
    Section{'E', "errors", "errors that are still open", &Handoff::errors},
    Section{'Q', "questions", "questions that nobody answered", &Handoff::questions},
    Section{'W', "watch", "what to watch out for", &Handoff::watch},
    Section{'C', "context", "why things are as they are", &Handoff::context},
    Section{'A', "accomplished", "what was finished", &Handoff::accomplished},
};

/// What a model wants changed. Nothing of it is believed yet.
struct Proposal {
  struct Addition {
    const Section* section = nullptr;
    std::string text, detail;
  };
  struct Rewording {
    const Section* section = nullptr;
    std::size_t index = 0;  ///< of the item in its section, from 0
    std::string text;
  };
  std::vector<Addition> additions;
  std::vector<Rewording> rewordings;

  void add(Proposal more);
  std::size_t size() const { return additions.size() + rewordings.size(); }
};

/// What a model is asked: the extracted handoff, and piece `number` of `count` of the session.
models::Chat question(const Handoff& handoff, std::string_view piece, std::size_t number,
                      std::size_t count);

/// How many bytes of a session a model can be asked about at once, beside all else.
std::size_t piece_bytes(const Handoff& handoff, const models::Model& model);

/// Reads a model's answer: an item may be a text or an object, a section may lack.
Proposal proposal_in(const Json& answer);

}  // namespace baton::assist
