#include "core/models/ask.hpp"

#include "core/http/event_stream.hpp"
#include "core/models/faults.hpp"
#include "core/models/spoken.hpp"
#include "core/redact/redact.hpp"

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

/// How one request went.
struct Attempt {
  Result<Said> said;
  std::string retry_after;
};

/// What was said so far, to who follows.
Task<bool> tell_spoken(Context& context, const Chat* chat, std::string text, Json stage) {
  if (chat->schema.is_null())
    co_return co_await tell(context, "draft", {{"answer", mask_secrets(text)}});
  stage["characters"] = text.size();
  co_return co_await tell(context, "progress", std::move(stage));
}

/// Reads the answer whose head came, and tells of it five times a second at most.
Task<Result<Said>> listen(Context& context, const Chat* chat, Spoken spoken, Model model,
                          Json stage) {
  constexpr std::int64_t kTellEvery = 200;
  std::int64_t told = 0;
  while (true) {
    const FetchPiece::Reply piece = co_await perform(FetchPiece{});
    if (!piece) co_return std::unexpected(fault_of(model, piece.error()));
    if (!*piece) co_return spoken.said();
    if (!spoken.take_piece(**piece)) continue;
    const std::int64_t now = co_await perform(Now{});
    if (now - told < kTellEvery) continue;
    told = now;
    co_await tell_spoken(context, chat, spoken.text(), stage);
  }
}

Result<Said> outcome_of(const Model& model, const Fetch::Answer& answer) {
  if (answer.status != 200) return std::unexpected(fault_of(model, answer));
  return said_in(model, answer);
}

Task<Attempt> attempt(Context& context, const Chat* chat, Model model, Fetch fetch, Json stage) {
  const bool in_pieces = fetch.in_pieces;
  Fetch::Reply reply = co_await perform(std::move(fetch));
  if (!reply) co_return Attempt{std::unexpected(fault_of(model, reply.error())), ""};
  std::string retry_after = reply->retry_after;
  if (!in_pieces) co_return Attempt{outcome_of(model, *reply), std::move(retry_after)};
  Spoken spoken(model, *std::move(reply));
  auto said = co_await listen(context, chat, std::move(spoken), std::move(model), std::move(stage));
  co_return Attempt{std::move(said), std::move(retry_after)};
}

Task<bool> pause(Context& context, Json stage, std::int64_t milliseconds, std::string why) {
  stage["waiting"] = milliseconds;
  stage["notice"] = std::move(why);
  co_await tell(context, "progress", std::move(stage));
  co_await perform(Sleep{.milliseconds = milliseconds});
  co_return true;
}

/// How a request is sent. What a provider does not take is left out from then on.
struct Manner {
  bool structured, streams;

  Fetch fetch_of(const Model& model, const Chat& chat) const {
    Fetch fetch = models::fetch_of(model, chat, structured);
    return streams ? streamed(std::move(fetch)) : fetch;
  }

  bool simpler_after(const Error& fault) {
    if (structured && fault.code == "model_unstructured") return !(structured = false);
    if (streams && fault.code == "model_refused") return !(streams = false);
    return false;
  }
};

}  // namespace

Task<Result<Said>> ask(Context& context, Model model, Chat chat, std::int64_t until, Json stage) {
  Manner manner{!chat.schema.is_null(), context.event_stream};
  int requests = 0;
  co_await tell(context, "progress", stage);
  for (int number = 1;; ++number) {
    const std::int64_t now = co_await perform(Now{});
    if (now >= until) co_return std::unexpected(out_of_time(model));
    Fetch fetch = manner.fetch_of(model, chat);
    fetch.timeout_ms = until - now;
    auto [said, retry_after] = co_await attempt(context, &chat, model, std::move(fetch), stage);
    ++requests;
    if (said) {
      said->usage.requests = requests;
      co_return said;
    }
    if (manner.simpler_after(said.error())) continue;
    if (!may_pass(said.error()) || number >= kMostAttempts) co_return said;
    const std::int64_t asked = wait_asked_for(retry_after);
    const std::string entropy = co_await perform(Entropy{.bytes = 1});
    const std::int64_t wait = asked >= 0 ? asked : pause_before(number + 1, entropy);
    const std::int64_t failed_at = co_await perform(Now{});
    if (failed_at + wait >= until && asked > 0)
      co_return std::unexpected(too_long_a_wait(said.error(), asked));
    if (failed_at + wait >= until) co_return said;
    co_await pause(context, stage, wait, said.error().message);
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
