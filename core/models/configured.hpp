#pragma once
#include <optional>
#include <string>

#include "core/http/router.hpp"
#include "core/models/model.hpp"

namespace baton::models {

/// Models that an admin configured, in a table of this store.

/// `{name, provider, url, model, key_name, context_tokens, timeout_seconds, preferred, created_at}`
/// by name.
Task<Result<Response>> list(Context& context, Request request);
/// Makes one, or changes the one of that name: name, provider, and of the rest what differs from
/// the provider's. The first is preferred, and one with `preferred: true`.
Task<Result<Response>> create(Context& context, Request request);
Task<Result<Response>> remove(Context& context, Request request);  ///< DELETE /api/models/:name
/// Asks it for a word: `{healthy, code, message, milliseconds, models}`. Always 200: that a model
/// is out of order is the answer.
Task<Result<Response>> test(Context& context, Request request);

/// What a request says of a model that may help.
struct Choice {
  std::string name;     ///< of a configured one
  std::string token;    ///< of Hugging Face
  bool wanted = false;  ///< any

  bool made() const { return wanted || !name.empty() || !token.empty(); }
};

/// The model that is meant: with a token Hugging Face's, at its fixed address; by its name; else
/// the preferred one; else Hugging Face's with the key that the host may have. 404 unknown_model.
Task<Result<Model>> chosen(Choice choice);

}  // namespace baton::models
