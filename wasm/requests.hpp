#pragma once
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>

namespace baton::wasm {

/// The requests in flight, by the host's ids. Messages as in wasm/abi.hpp.
class Requests {
 public:
  Requests();
  ~Requests();
  Requests(const Requests&) = delete;
  Requests& operator=(const Requests&) = delete;

  /// Begins a request; answers its first effect.
  std::string begin(std::uint32_t id, std::string_view message);
  /// Answers the effect that a request waits for; answers the next.
  std::string reply(std::uint32_t id, std::string_view message);
  void cancel(std::uint32_t id);
  bool in_flight(std::uint32_t id) const { return in_flight_.contains(id); }
  std::size_t size() const { return in_flight_.size(); }

 private:
  struct InFlight;
  std::string advance(std::uint32_t id, InFlight& request);

  std::map<std::uint32_t, std::unique_ptr<InFlight>> in_flight_;
};

/// Whether the body of the request in the message is streamed.
bool streams_body(std::string_view message);

}  // namespace baton::wasm
