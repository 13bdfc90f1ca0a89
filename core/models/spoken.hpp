#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "core/models/chat.hpp"

namespace baton::models {

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
  Fetch::Answer head_;  ///< its body is what came; of a stream, what is no whole line yet
  bool streams_;
  Said said_;
  std::optional<std::string> error_;
};

}  // namespace baton::models
