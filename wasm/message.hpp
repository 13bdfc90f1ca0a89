#pragma once
#include <string>
#include <string_view>

#include "core/app.hpp"
#include "core/base/effect.hpp"
#include "core/base/json.hpp"
#include "core/http/message.hpp"

namespace baton::wasm {

/// The messages of wasm/abi.hpp and the values of the core that they stand for. Errors say what is
/// wrong with a message that the host sent.

struct Message {
  Json header;
  std::string_view body;  ///< of the bytes that were read
};

Result<Message> read_message(std::string_view bytes);

/// `header` is a JSON object as text.
std::string write_message(std::string_view header, std::string_view body = {});

struct Call {
  Request request;
  Context context;
};
Result<Call> read_call(std::string_view bytes);

/// The reply to `effect`, of the alternative that it takes.
Result<EffectReply> read_reply(const Effect& effect, std::string_view bytes);

std::string write_effect(const Effect& effect);
/// `route` is Context::route.
std::string write_response(const Response& response, std::string_view route = {});
std::string write_refusal(std::string_view message);

}  // namespace baton::wasm
