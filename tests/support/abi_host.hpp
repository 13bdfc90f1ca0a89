#pragma once
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "core/base/json.hpp"
#include "native/database.hpp"
#include "wasm/requests.hpp"

namespace baton::test {

/// One call of the module's ABI: what the host sent and what it was answered (wasm/abi.hpp).
struct Crossing {
  std::string call;  ///< "request", "reply"
  std::uint32_t id = 0;
  std::string sent;
  std::string answered;
};

/// A request as tests/wasm/scenario.json has it: method, target, and maybe headers, token_required,
/// body (text or JSON) or pieces (an array of texts, for a body that is streamed).
using Step = Json;
std::vector<Step> scenario(const std::string& path);

/// A host of the ABI on a store in memory, with a clock that ticks a millisecond at each reading
/// and bytes that only look random: the same steps always cross the border in the same way.
class AbiHost {
 public:
  AbiHost();

  /// Sends a step's request; the answer is its first effect.
  std::string begin(std::uint32_t id, const Step& step);
  /// Performs the effect that `message` names; the answer is the next one.
  std::string go_on(std::uint32_t id, const Step& step, const std::string& message);
  /// Answers a step to its end: the message with the response.
  std::string answer(std::uint32_t id, const Step& step);

  /// Asked before each effect is performed; a reply that is not empty is sent instead.
  std::function<std::string(const Json& effect)> interference;

  const std::vector<Crossing>& crossings() const { return crossings_; }
  wasm::Requests& requests() { return requests_; }

 private:
  std::string perform(const Step& step, const Json& effect);
  std::string run_batch(const Json& effect);
  std::string entropy(std::size_t count);
  std::string next_piece(const Step& step);
  std::string cross(Crossing crossing);

  native::Database database_;
  wasm::Requests requests_;
  std::vector<Crossing> crossings_;
  std::int64_t now_ = 1'795'211'278'123;
  std::uint64_t drawn_ = 0;
  std::size_t piece_ = 0;
};

}  // namespace baton::test
