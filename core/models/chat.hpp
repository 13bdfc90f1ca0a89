#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "core/base/effect.hpp"
#include "core/base/json.hpp"
#include "core/models/model.hpp"

namespace baton::models {

/// A question to a model.
struct Chat {
  std::string system;                ///< what it is to do
  std::string user;                  ///< what with
  Json schema;                       ///< JSON Schema of the answer; null for free text
  std::int64_t most_tokens = 2'000;  ///< of the answer
};

/// What a model said.
struct Said {
  std::string text;
  bool broke_off = false;  ///< it reached the most tokens
  bool whole = false;      ///< it said that it ended
  Usage usage{.requests = 1, .input_tokens = 0, .output_tokens = 0};
};

/// The request that asks. `structured`: the provider is asked to keep to the schema.
Fetch fetch_of(const Model& model, const Chat& chat, bool structured);

/// The same request, answered as the model speaks (`Spoken`).
Fetch streamed(Fetch fetch);

/// Adds what a completion says, or a part of one; its words are in the member `message` of a
/// choice.
void take(const Model& model, const Json& body, std::string_view message, Said& said);

/// What an answer of status 200 says. Errors: those of faults.hpp; an error may come with status
/// 200.
Result<Said> said_in(const Model& model, const Fetch::Answer& answer);

/// What asks a provider which models it serves, and what it answers: names, as many as it tells.
Fetch fetch_of_models(const Model& model);
Result<std::vector<std::string>> models_in(const Model& model, const Fetch::Answer& answer);

}  // namespace baton::models
