#include "wasm/requests.hpp"

#include <utility>

#include "core/base/task.hpp"
#include "wasm/message.hpp"

namespace baton::wasm {

struct Requests::InFlight {
  explicit InFlight(Call call)
      : context(call.context), run(handle(context, std::move(call.request))) {}

  Context context;
  Run<Response> run;
  const Effect* awaited = nullptr;
};

Requests::Requests() = default;
Requests::~Requests() = default;

std::string Requests::begin(std::uint32_t id, std::string_view message) {
  if (in_flight_.contains(id)) return write_refusal("a request with this id is in flight");
  Result<Call> call = read_call(message);
  if (!call) return write_refusal(call.error().message);
  auto request = std::make_unique<InFlight>(*std::move(call));
  return advance(id, *in_flight_.emplace(id, std::move(request)).first->second);
}

std::string Requests::reply(std::uint32_t id, std::string_view message) {
  const auto found = in_flight_.find(id);
  if (found == in_flight_.end()) return write_refusal("no request with this id is in flight");
  InFlight& request = *found->second;
  Result<EffectReply> reply = read_reply(*request.awaited, message);
  if (!reply) return write_refusal(reply.error().message);
  request.run.reply(*std::move(reply));
  return advance(id, request);
}

void Requests::cancel(std::uint32_t id) { in_flight_.erase(id); }

std::string Requests::advance(std::uint32_t id, InFlight& request) {
  request.awaited = request.run.step();
  if (request.awaited) return write_effect(*request.awaited);
  std::string response = write_response(request.run.result(), request.context.route);
  in_flight_.erase(id);
  return response;
}

bool streams_body(std::string_view message) {
  const Result<Call> call = read_call(message);
  return call && baton::streams_body(call->request.method, call->request.target);
}

}  // namespace baton::wasm
