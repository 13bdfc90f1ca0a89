#include "core/store/repeat.hpp"

namespace baton {
namespace {

constexpr std::int64_t kFirstWait = 50;  // milliseconds

}  // namespace

bool is_transient(const Batch::Reply& reply) { return !reply && reply.error().code == "transient"; }

Error connection_lost(bool maybe_done) {
  return {Fault::unavailable,
          "transient",
          maybe_done ? "The connection to the database was lost, and it is not known whether the "
                       "change was made: look before you repeat it."
                     : "The connection to the database was lost: nothing was changed. Try again.",
          {}};
}

Task<bool> wait_to_repeat(int attempt) {
  const std::string entropy = co_await perform(Entropy{.bytes = 1});
  const std::int64_t longest = kFirstWait << (attempt - 1);
  const std::int64_t shorter = longest * static_cast<unsigned char>(entropy[0]) / 512;
  co_await perform(Sleep{.milliseconds = longest - shorter});
  co_return true;
}

Task<Batch::Reply> run_repeatable(Batch batch) {
  for (int repeats = 0;; ++repeats) {
    Batch::Reply reply = co_await perform_repeatable(batch);
    if (!is_transient(reply)) co_return reply;
    if (repeats == kMostRepeats) co_return std::unexpected(connection_lost(false));
    co_await wait_to_repeat(repeats + 1);
  }
}

Task<Batch::Reply> run_once(Batch batch) {
  Batch::Reply reply = co_await perform(std::move(batch));
  if (is_transient(reply)) co_return std::unexpected(connection_lost(true));
  co_return reply;
}

}  // namespace baton
