#pragma once
#include <cstdint>
#include <span>
#include <string_view>

namespace baton::models {

/// How a provider is spoken to.
enum class Protocol : std::uint8_t {
  openai,  ///< POST URL/chat/completions, GET URL/models
  ollama,  ///< POST URL/api/chat, GET URL/api/tags
};

/// Who runs models, and all in which they differ.
struct Provider {
  std::string_view name;   ///< in the API and on the command line
  std::string_view title;  ///< for people
  Protocol protocol;
  std::string_view url;         ///< "" where it must be given
  std::string_view model;       ///< "" where it must be given
  std::string_view key_name;    ///< of the secret, unless another is given; "" if it needs none
  std::string_view keys_page;   ///< where a person makes and mends keys
  std::int64_t context_tokens;  ///< that are relied on, unless a number is given
};

std::span<const Provider> providers();

/// Null if there is none of that name.
const Provider* provider_named(std::string_view name);

}  // namespace baton::models
