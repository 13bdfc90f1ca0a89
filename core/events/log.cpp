#include "core/events/log.hpp"

#include <algorithm>

#include "core/base/text.hpp"
#include "core/events/page.hpp"
#include "core/events/rebuild.hpp"
#include "core/http/answer.hpp"
#include "core/store/read.hpp"

namespace baton::events {
namespace {

/// A number that no log reaches, and that JavaScript has.
constexpr std::int64_t kBeyond = (std::int64_t{1} << 53) - 1;

/// Where the reader stands.
Result<std::int64_t> position_of(const Request& request) {
  const char* name = request.argument("cursor").empty() ? "since" : "cursor";
  const std::string_view text = request.argument(name);
  if (text == "now") return kBeyond;
  if (text.empty()) return 0;
  if (const auto number = whole_number(text); number && *number >= 0)
    return std::min(*number, kBeyond);
  return fail(Fault::invalid, "invalid_field",
              std::string(name) +
                  " must be the cursor of an answer (a whole number, 0 for all events) or now.",
              name);
}

}  // namespace

Task<Result<Response>> list(Context& /*context*/, Request request) {
  CO_CHECK(const std::int64_t since, position_of(request));
  CO_CHECK(const std::int64_t limit, number_argument(request, "limit", 100, 1, 500));
  CO_TRY(const std::vector<Rows> page, read_all(page_batch(since, limit).statements));
  co_return answer_events(page, since);
}

Task<Result<Response>> upgrade_required(Context& /*context*/, Request /*request*/) {
  Response response = answer_error(
      {Fault::invalid,
       "upgrade_required",
       "This path speaks WebSocket: connect with ws:// or wss://, or ask GET /api/events.",
       {}});
  response.status = 426;
  response.headers.emplace_back("Upgrade", "websocket");
  co_return response;
}

Task<Result<Response>> rebuild_projections(Context& /*context*/, Request request) {
  RebuildPage page;
  CO_CHECK(page.events, number_argument(request, "events", page.events, 1, 10'000));
  CO_TRY(const RebuildState state, rebuild(page));
  std::string json = state.done ? R"({"done":true,"position":)" : R"({"done":false,"position":)";
  json += std::to_string(state.position) + R"(,"of":)" + std::to_string(state.of);
  if (state.done) {
    CO_TRY(const Rows rows, read({"SELECT count(*) FROM events", {}}));
    json += R"(,"events":)" + std::to_string(integer_at(rows[0], 0));
  }
  co_return answer(json + "}");
}

}  // namespace baton::events
