#pragma once
#include <optional>
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

/// What an answer of status 200 says. Errors: those of faults.hpp; an error may come with status
/// 200.
Result<Said> said_in(const Model& model, const Fetch::Answer& answer);

/// An answer as it comes in pieces: server-sent events with a part of a completion each, `[DONE]`
/// at the end (OpenAI's protocol), or a line of JSON each, `"done": true` in the last (Ollama's).
/// What is sent whole instead, an error say, is taken whole.
class Spoken {
 public:
  Spoken(Model model, Fetch::Answer head);

  /// True if the text grew.
  bool take_piece(std::string_view piece);
  const std::string& text() const { return said_.text; }

  /// After the last piece. Errors: those of `said_in`; model_cut where the end was not announced.
  Result<Said> said();

 private:
  void take_line(std::string_view line);

  Model model_;
  Fetch::Answer head_;  ///< its body is what came
  bool streams_;
  std::size_t read_ = 0;  ///< bytes of it
  Said said_;
  std::optional<std::string> error_;
};

/// What asks a provider which models it serves, and what it answers: names, as many as it tells.
Fetch fetch_of_models(const Model& model);
Result<std::vector<std::string>> models_in(const Model& model, const Fetch::Answer& answer);

}  // namespace baton::models
