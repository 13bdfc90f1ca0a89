#include "core/app.hpp"
#include "wasm/crossing.hpp"
#include "wasm/requests.hpp"

namespace {

baton::wasm::Requests& requests() {
  static baton::wasm::Requests all;
  return all;
}

using baton::wasm::Incoming;
using baton::wasm::outgoing;

}  // namespace

extern "C" {

std::uint32_t BATON_EXPORT(baton_abi)() { return 1; }

std::uint8_t* BATON_EXPORT(baton_allocate)(std::uint32_t length) {
  return baton::wasm::room_for(length);
}

const BatonBytes* BATON_EXPORT(baton_request)(std::uint32_t id, std::uint8_t* message,
                                              std::uint32_t length) {
  const Incoming incoming(message, length);
  return outgoing(requests().begin(id, incoming.bytes()));
}

const BatonBytes* BATON_EXPORT(baton_reply)(std::uint32_t id, std::uint8_t* message,
                                            std::uint32_t length) {
  const Incoming incoming(message, length);
  return outgoing(requests().reply(id, incoming.bytes()));
}

void BATON_EXPORT(baton_cancel)(std::uint32_t id) { requests().cancel(id); }

std::uint32_t BATON_EXPORT(baton_streams_body)(std::uint8_t* message, std::uint32_t length) {
  const Incoming incoming(message, length);
  return baton::wasm::streams_body(incoming.bytes()) ? 1 : 0;
}

std::uint32_t BATON_EXPORT(baton_body_limit)() { return baton::kBodyLimit; }

std::uint32_t BATON_EXPORT(baton_in_flight)() {
  return static_cast<std::uint32_t>(requests().size());
}
}
