#include "core/models/provider.hpp"

#include <algorithm>

namespace baton::models {
namespace {

constexpr Provider kProviders[] = {
    {"huggingface", "Hugging Face", Protocol::openai, "https://router.huggingface.co/v1",
     "meta-llama/Llama-3.1-8B-Instruct", "HUGGING_FACE_TOKEN",
     "https://huggingface.co/settings/tokens", 32'768},
    {"ollama", "Ollama", Protocol::ollama, "http://127.0.0.1:11434", "", "", "", 8'192},
    {"gemini", "Gemini", Protocol::openai,
     "https://generativelanguage.googleapis.com/v1beta/openai", "", "GEMINI_API_KEY",
     "https://aistudio.google.com/apikey", 131'072},
    {"openai", "OpenAI", Protocol::openai, "https://api.openai.com/v1", "", "OPENAI_API_KEY",
     "https://platform.openai.com/api-keys", 65'536},
    {"compatible", "The server", Protocol::openai, "", "", "", "", 8'192},
};

}  // namespace

std::span<const Provider> providers() { return kProviders; }

const Provider* provider_named(std::string_view name) {
  const auto* found = std::ranges::find(kProviders, name, &Provider::name);
  return found == std::end(kProviders) ? nullptr : found;
}

}  // namespace baton::models
