#include "core/models/model.hpp"

namespace baton::models {

Model hugging_face(std::string token) {
  const Provider* provider = provider_named("huggingface");
  Model model;
  model.name = provider->name;
  model.provider = provider;
  model.url = provider->url;
  model.model = provider->model;
  model.context_tokens = provider->context_tokens;
  model.token = std::move(token);
  return model;
}

void Usage::add(const Usage& more) {
  requests += more.requests;
  input_tokens += more.input_tokens;
  output_tokens += more.output_tokens;
}

}  // namespace baton::models
