// Any JSON as a load of a sync, and any word as a place: what is read is written as it was read.
#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <iterator>
#include <string_view>

#include "core/base/json.hpp"
#include "core/sync/wire.hpp"

using namespace baton;

namespace {

sync::Load all_of(sync::Load load) {
  std::ranges::move(load.named_texts, std::back_inserter(load.texts));
  return load;
}

std::string written(const sync::Load& load) {
  std::string json = "{";
  sync::append_load(json, load);
  return json + '}';
}

void check_place(std::string_view word) {
  const auto place = sync::place_of(word);
  if (place && sync::place_of(place->word())->word() != place->word()) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  check_place(text);
  const Result<Json> json = parse_json(text);
  if (!json) return 0;
  const std::string once = written(all_of(sync::load_of(*json)));
  const Result<Json> again = parse_json(once);
  if (!again || written(all_of(sync::load_of(*again))) != once) std::abort();
  return 0;
}
