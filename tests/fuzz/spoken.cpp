// What a model's provider says, whole and in pieces of any size: never a crash, and the same words
// however it was cut.
#include <cstdint>
#include <cstdlib>

#include "core/http/event_stream.hpp"
#include "core/models/lenient_json.hpp"
#include "core/models/spoken.hpp"

using namespace baton;

namespace {

models::Model model_of(bool ollama) {
  models::Model model;
  model.provider = models::provider_named(ollama ? "ollama" : "compatible");
  model.model = "m";
  return model;
}

std::string heard(std::string_view text, bool ollama, std::size_t step) {
  const char* type = ollama ? "application/x-ndjson" : "text/event-stream";
  models::Spoken spoken(model_of(ollama), {200, type, "", ""});
  for (std::size_t at = 0; at < text.size(); at += step) spoken.take_piece(text.substr(at, step));
  const auto said = spoken.said();
  return said ? "said " + said->text : "fault " + said.error().code;
}

std::string events(std::string_view text, std::size_t step) {
  std::string all;
  EventReader reader([&](std::string_view name, std::string_view data) {
    all.append(name).append("|").append(data).append("\n");
  });
  for (std::size_t at = 0; at < text.size(); at += step) reader.feed(text.substr(at, step));
  return all;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
  const std::size_t step = data[0] % 16 + 1;
  for (const bool ollama : {false, true})
    if (heard(text, ollama, step) != heard(text, ollama, text.size() + 1)) std::abort();
  if (events(text, step) != events(text, text.size() + 1)) std::abort();
  static_cast<void>(models::object_in(text));
  static_cast<void>(
      models::said_in(model_of(false), {200, "application/json", "", std::string(text)}));
  return 0;
}
