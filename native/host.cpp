#include "native/host.hpp"

#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <optional>
#include <thread>

#include "native/models/fetch.hpp"
#include "native/models/fetch_in_pieces.hpp"
#include "native/provide.hpp"

namespace baton::native {
namespace {

std::string random_bytes(std::size_t count) {
  static constexpr std::size_t kMostAtOnce = 256;
  std::string bytes(count, '\0');
  for (std::size_t at = 0; at < count;) {
    const std::size_t some = std::min(count - at, kMostAtOnce);
    if (getentropy(bytes.data() + at, some) == 0) at += some;
  }
  return bytes;
}

std::int64_t milliseconds_now() {
  using namespace std::chrono;
  return duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count();
}

Batch::Reply run_within_limits(Database& database, const Batch& batch) {
  if (fits_a_batch(batch.statements)) return database.run(batch);
  return fail(Fault::too_large, "too_big", "The change is larger than the store takes at once.");
}

}  // namespace

EffectReply perform(Database& database, const Effect& effect) {
  if (const auto* batch = std::get_if<Batch>(&effect)) return run_within_limits(database, *batch);
  if (const auto* entropy = std::get_if<Entropy>(&effect)) return random_bytes(entropy->bytes);
  if (std::holds_alternative<Publish>(effect)) return Publish::Reply{};
  if (std::holds_alternative<SendPiece>(effect)) return SendPiece::Reply{};
  if (const auto* sleep = std::get_if<Sleep>(&effect)) {
    std::this_thread::sleep_for(std::chrono::milliseconds(sleep->milliseconds));
    return Sleep::Reply{};
  }
  if (std::holds_alternative<Limit>(effect)) return Limit::Reply{};
  if (std::holds_alternative<Erase>(effect)) {
    const Result<bool> erased = database.erase();
    if (!erased) return Erase::Reply(std::unexpected(erased.error()));
    return Erase::Reply(Erase::Done{*erased});
  }
  if (const auto* wanted = std::get_if<Provide>(&effect)) return provide(database, *wanted);
  if (const auto* request = std::get_if<Fetch>(&effect)) return fetch(*request);
  return milliseconds_now();
}

namespace {

/// Performs the effects of one request, those that need to be remembered too.
class Caller {
 public:
  Caller(Database& database, std::function<NextPiece::Reply()> next_piece,
         const std::function<void(std::string_view)>& send_piece)
      : database_(database), next_piece_(std::move(next_piece)), send_piece_(send_piece) {}

  EffectReply perform(Effect& effect) {
    if (std::holds_alternative<NextPiece>(effect)) return next_piece_();
    if (const auto* sent = std::get_if<SendPiece>(&effect)) {
      if (send_piece_) send_piece_(sent->piece);
      return SendPiece::Reply{};
    }
    if (auto* fetch = std::get_if<Fetch>(&effect)) return fetched(*fetch);
    if (std::holds_alternative<FetchPiece>(effect) && fetching_) return fetching_->wait_for_piece();
    return native::perform(database_, effect);
  }

 private:
  Fetch::Reply fetched(Fetch& request) {
    const bool ahead = request.ahead;
    const bool awaited = std::exchange(ahead_, ahead);
    if (!awaited && !ahead && !request.in_pieces) return fetch(request);
    if (!awaited) fetching_.emplace(std::move(request));
    if (ahead) return Fetch::Answer{};
    return fetching_->wait_for_head();
  }

  Database& database_;
  std::function<NextPiece::Reply()> next_piece_;
  const std::function<void(std::string_view)>& send_piece_;
  std::optional<FetchInPieces> fetching_;
  bool ahead_ = false;  ///< it is the next Fetch's
};

}  // namespace

Response call(Database& database, Context& context, Request request,
              std::function<NextPiece::Reply()> next_piece,
              const std::function<void(std::string_view)>& send_piece) {
  if (!next_piece) {
    next_piece = [piece = std::optional<std::string>(request.body)]() mutable -> NextPiece::Reply {
      return std::exchange(piece, std::nullopt);
    };
  }
  Caller caller(database, std::move(next_piece), send_piece);
  Run<Response> run(handle(context, std::move(request)));
  while (Effect* effect = run.step()) run.reply(caller.perform(*effect));
  return run.result();
}

}  // namespace baton::native
