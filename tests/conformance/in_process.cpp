#include "tests/conformance/in_process.hpp"

#include <algorithm>
#include <cstdlib>
#include <memory>
#include <random>

#include "native/host.hpp"

namespace baton::conformance {
namespace {

/// One request under way.
class Call {
 public:
  Call(native::Database& database, const Request& request)
      : database_(database), body_(request.body), run_(handle(context_of(request), request)) {}

  /// Performs the next effect; false once there is a response.
  bool step() {
    const Effect* effect = run_.step();
    if (!effect) return false;
    if (std::holds_alternative<NextPiece>(*effect))
      run_.reply(next_piece());
    else
      run_.reply(native::perform(database_, *effect));
    return true;
  }

  Response response() { return run_.result(); }

  /// The client goes away after so many bytes of its body.
  void breaks_off_at(std::size_t size) { breaks_off_at_ = size; }

 private:
  Context& context_of(const Request& request) {
    context_.token_required = !request.header("Forwarded").empty();
    return context_;
  }

  NextPiece::Reply next_piece() {
    static constexpr std::size_t kPiece = 64 * 1024;
    if (at_ >= breaks_off_at_)
      return fail(Fault::invalid, "body_incomplete", "The body broke off.");
    if (at_ >= body_.size() && at_ > 0) return std::optional<std::string>();
    const std::size_t size = std::min({kPiece, body_.size() - at_, breaks_off_at_ - at_});
    std::optional<std::string> piece = body_.substr(at_, size);
    at_ += size;
    return piece->empty() ? std::optional<std::string>() : piece;
  }

  native::Database& database_;
  Context context_;
  std::string body_;
  std::size_t at_ = 0;
  std::size_t breaks_off_at_ = std::string::npos;
  baton::Run<Response> run_;
};

std::vector<Response> send(native::Database& database, const std::vector<Request>& requests) {
  const char* seed = std::getenv("BATON_INTERLEAVING");
  std::mt19937 random(seed ? static_cast<unsigned>(std::strtoul(seed, nullptr, 10)) : 1U);
  std::vector<std::unique_ptr<Call>> calls;
  std::vector<std::size_t> open;
  for (const Request& request : requests) {
    open.push_back(calls.size());
    calls.push_back(std::make_unique<Call>(database, request));
  }
  std::vector<Response> responses(calls.size());
  while (!open.empty()) {
    const std::size_t i = random() % open.size();
    Call& call = *calls[open[i]];
    if (call.step()) continue;
    responses[open[i]] = call.response();
    open[i] = open.back();
    open.pop_back();
  }
  return responses;
}

/// "mid_body": goes away when half of the body was sent, which only a route that streams notices;
/// "after_headers": the run is destroyed at its `index`-th effect.
void cancel(native::Database& database, const Request& request, const std::string& where,
            std::int64_t index) {
  const bool whole = where == "after_headers";
  if (!whole && !streams_body(request.method, request.target)) return;
  Call call(database, request);
  if (!whole) call.breaks_off_at(request.body.size() / 2);
  for (std::int64_t effects = 1; !whole || effects < index; ++effects)
    if (!call.step()) return;
}

}  // namespace

Host in_process(native::Database& database) {
  return {[&database](const std::vector<Request>& requests) { return send(database, requests); },
          [&database](const Request& request, const std::string& where, std::int64_t index) {
            cancel(database, request, where, index);
          }};
}

}  // namespace baton::conformance
