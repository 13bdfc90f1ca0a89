#include <new>
#include <string>

#include "core/app.hpp"
#include "wasm/abi.hpp"
#include "wasm/requests.hpp"

namespace {

baton::wasm::Requests& requests() {
  static baton::wasm::Requests all;
  return all;
}

/// A message that the host wrote into room that it was given; the room ends with this.
class Incoming {
 public:
  Incoming(std::uint8_t* message, std::uint32_t length) : message_(message), length_(length) {}
  ~Incoming() { ::operator delete(message_); }
  Incoming(const Incoming&) = delete;
  Incoming& operator=(const Incoming&) = delete;

  std::string_view bytes() const { return {reinterpret_cast<const char*>(message_), length_}; }

 private:
  std::uint8_t* message_;
  std::uint32_t length_;
};

const BatonBytes* outgoing(std::string message) {
  static std::string last;
  static BatonBytes bytes;
  last = std::move(message);
  bytes.pointer = static_cast<std::uint32_t>(reinterpret_cast<std::uintptr_t>(last.data()));
  bytes.length = static_cast<std::uint32_t>(last.size());
  return &bytes;
}

}  // namespace

#define BATON_EXPORT(name) __attribute__((export_name(#name))) name

extern "C" {

std::uint32_t BATON_EXPORT(baton_abi)() { return 1; }

std::uint8_t* BATON_EXPORT(baton_allocate)(std::uint32_t length) {
  return static_cast<std::uint8_t*>(::operator new(length));
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
