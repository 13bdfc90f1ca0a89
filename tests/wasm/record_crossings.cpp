#include <cstdio>
#include <string>

#include "core/base/hash.hpp"
#include "tests/support/abi_host.hpp"

/// Answers the steps of a scenario natively and prints each crossing of the ABI as a line of JSON,
/// its messages in hexadecimal: record_crossings tests/wasm/scenario.json
int main(int count, char** arguments) {
  if (count != 2) {
    std::fprintf(stderr, "usage: record_crossings SCENARIO\n");
    return 2;
  }
  baton::test::AbiHost host;
  std::uint32_t id = 0;
  for (const auto& step : baton::test::scenario(arguments[1])) host.answer(++id, step);
  for (const auto& crossing : host.crossings()) {
    const baton::Json line = {{"call", crossing.call},
                              {"id", crossing.id},
                              {"sent", baton::hex(crossing.sent)},
                              {"answered", baton::hex(crossing.answered)}};
    std::printf("%s\n", baton::to_text(line).c_str());
  }
}
