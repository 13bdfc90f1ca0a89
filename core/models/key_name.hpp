#pragma once
#include <string_view>

namespace baton::models {

/// Whether a secret of the host may be a model's key: GEMINI_API_KEY, HF_TOKEN, HUGGING_FACE_TOKEN,
/// BATON_KEY_anything. Whoever may add a model says where its key is sent, so no other secret of
/// the host can be named.
bool is_key_name(std::string_view name);

}  // namespace baton::models
