#pragma once
#include <cstdint>
#include <string>

#include "core/models/provider.hpp"

namespace baton::models {

inline constexpr std::int64_t kDefaultTimeout = 60'000;  ///< milliseconds

/// A model that can be asked.
struct Model {
  std::string name;  ///< what the person calls it
  const Provider* provider = nullptr;
  std::string url;       ///< of the provider's API, without a slash at its end
  std::string model;     ///< what the provider calls it
  std::string key_name;  ///< of the host's secret, "" for none
  std::string token;     ///< came with a request, is sent and forgotten; "" for none
  std::int64_t context_tokens = 0;
  std::int64_t timeout_ms = kDefaultTimeout;  ///< for all that one task asks of it
};

/// Hugging Face's default model, with a token that came with a request. Its address is fixed: a
/// token is sent nowhere else.
Model hugging_face(std::string token);

/// What asking took; what counts tokens and cost takes it from here.
struct Usage {
  int requests = 0;
  std::int64_t input_tokens = 0;  ///< as the provider counts them; 0 where it does not say
  std::int64_t output_tokens = 0;

  void add(const Usage& more);
};

}  // namespace baton::models
