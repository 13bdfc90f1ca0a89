#pragma once
#include <cstdint>
#include <new>
#include <string>
#include <string_view>

#include "wasm/abi.hpp"

/// How bytes cross a module's border.
namespace baton::wasm {

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

/// Room for a message, which an Incoming takes back.
inline std::uint8_t* room_for(std::uint32_t length) {
  return static_cast<std::uint8_t*>(::operator new(length));
}

/// The message for the host, kept until the next.
inline const BatonBytes* outgoing(std::string message) {
  static std::string last;
  static BatonBytes bytes;
  last = std::move(message);
  bytes.pointer = static_cast<std::uint32_t>(reinterpret_cast<std::uintptr_t>(last.data()));
  bytes.length = static_cast<std::uint32_t>(last.size());
  return &bytes;
}

}  // namespace baton::wasm

#define BATON_EXPORT(name) __attribute__((export_name(#name))) name
