#include "core/models/ask.hpp"

#include "core/models/faults.hpp"

namespace baton::models {
namespace {

constexpr int kMostAttempts = 4;
constexpr std::int64_t kFirstPause = 500;  ///< milliseconds

/// The pause before attempt `next` (from 2): 500 ms, 1 s, 2 s, each shortened by up to a half.
std::int64_t pause_before(int next, const std::string& entropy) {
  const std::int64_t whole = kFirstPause << (next - 2);
  const auto byte = static_cast<unsigned char>(entropy.empty() ? 0 : entropy[0]);
  return whole - whole * byte / 512;
}

Error too_long_a_wait(const Error& fault, std::int64_t milliseconds) {
  Error told = fault;
  told.message += " It asks to wait " + std::to_string((milliseconds + 999) / 1000) +
                  " s, longer than anybody waits here.";
  return told;
}

Result<Said> outcome_of(const Model& model, const Fetch::Reply& reply) {
  if (!reply) return std::unexpected(fault_of(model, reply.error()));
  if (reply->status != 200) return std::unexpected(fault_of(model, *reply));
  return said_in(model, *reply);
}

}  // namespace

Task<Result<Said>> ask(Model model, Chat chat, std::int64_t until) {
  bool structured = !chat.schema.is_null();
  int requests = 0;
  for (int attempt = 1;; ++attempt) {
    const std::int64_t now = co_await perform(Now{});
    if (now >= until) co_return std::unexpected(out_of_time(model));
    Fetch fetch = fetch_of(model, chat, structured);
    fetch.timeout_ms = until - now;
    const Fetch::Reply reply = co_await perform(std::move(fetch));
    Result<Said> said = outcome_of(model, reply);
    ++requests;
    if (said) {
      said->usage.requests = requests;
      co_return said;
    }
    if (structured && said.error().code == "model_unstructured") {
      structured = false;
      continue;
    }
    if (!may_pass(said.error()) || attempt >= kMostAttempts) co_return said;
    const std::int64_t asked = reply ? wait_asked_for(reply->retry_after) : -1;
    const std::string entropy = co_await perform(Entropy{.bytes = 1});
    const std::int64_t pause = asked >= 0 ? asked : pause_before(attempt + 1, entropy);
    const std::int64_t failed_at = co_await perform(Now{});
    if (failed_at + pause >= until && asked > 0)
      co_return std::unexpected(too_long_a_wait(said.error(), asked));
    if (failed_at + pause >= until) co_return said;
    co_await perform(Sleep{.milliseconds = pause});
  }
}

Task<Result<std::vector<std::string>>> ask_for_models(Model model) {
  Fetch fetch = fetch_of_models(model);
  const Fetch::Reply reply = co_await perform(std::move(fetch));
  if (!reply) co_return std::unexpected(fault_of(model, reply.error()));
  if (reply->status != 200) co_return std::unexpected(fault_of(model, *reply));
  co_return models_in(model, *reply);
}

}  // namespace baton::models
