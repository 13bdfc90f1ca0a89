#pragma once
#include "core/base/effect.hpp"
#include "core/models/model.hpp"

namespace baton::models {

/// Why a model did not answer, in a sentence that names it and says what to do. All are
/// unavailable; the codes: model_no_key, model_wrong_key, model_no_credit, model_no_permission,
/// model_not_served, model_too_long, model_unstructured (it cannot keep to a schema),
/// model_refused, model_busy, model_down, model_timeout, model_unreachable, model_untrusted,
/// model_cut, model_not_json, model_said_nothing. What the provider said is quoted, masked and cut.

/// Of an answer with another status than 200, or with an error in it.
Error fault_of(const Model& model, const Fetch::Answer& answer);

/// Of a Fetch that failed.
Error fault_of(const Model& model, const Error& failure);

Error not_json(const Model& model, const Fetch::Answer& answer);
Error said_nothing(const Model& model);
Error no_object(const Model& model);    ///< there is no JSON in what it said
Error out_of_time(const Model& model);  ///< its time-out passed

/// Whether asking again may help.
bool may_pass(const Error& error);

/// What a provider says in the body of an error: {"error": "…"}, {"error": {"message": "…"}},
/// {"message": …}, {"detail": …} or plain text; "" for a page of HTML.
std::string words_of_error(std::string_view body);

/// How long Retry-After asks to wait, in milliseconds; -1 if it does not say.
std::int64_t wait_asked_for(std::string_view retry_after);

}  // namespace baton::models
