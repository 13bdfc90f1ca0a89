#include "native/host.hpp"

#include <sys/random.h>

#include <chrono>

namespace baton::native {
namespace {

std::string random_bytes(std::size_t count) {
  std::string bytes(count, '\0');
  for (std::size_t at = 0; at < count;) {
    const ssize_t got = getrandom(bytes.data() + at, count - at, 0);
    if (got > 0) at += static_cast<std::size_t>(got);
  }
  return bytes;
}

std::int64_t milliseconds_now() {
  using namespace std::chrono;
  return duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count();
}

}  // namespace

EffectReply perform(Database& database, const Effect& effect) {
  if (const auto* batch = std::get_if<Batch>(&effect)) return database.run(*batch);
  if (const auto* entropy = std::get_if<Entropy>(&effect)) return random_bytes(entropy->bytes);
  if (std::holds_alternative<Limit>(effect)) return Limit::Reply{};
  return milliseconds_now();
}

Response call(Database& database, Context& context, Request request,
              std::function<NextPiece::Reply()> next_piece) {
  if (!next_piece) {
    next_piece = [piece = std::optional<std::string>(request.body)]() mutable -> NextPiece::Reply {
      return std::exchange(piece, std::nullopt);
    };
  }
  Run<Response> run(handle(context, std::move(request)));
  while (const Effect* effect = run.step()) {
    if (std::holds_alternative<NextPiece>(*effect))
      run.reply(next_piece());
    else
      run.reply(perform(database, *effect));
  }
  return run.result();
}

}  // namespace baton::native
