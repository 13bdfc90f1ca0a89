#include "core/upkeep/monitoring.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "core/base/json_in.hpp"
#include "core/base/sort.hpp"
#include "core/base/time.hpp"
#include "core/http/answer.hpp"
#include "core/store/read.hpp"

namespace baton::upkeep {
namespace {

constexpr const char* kStored =
    "SELECT json_object('events', (SELECT coalesce(max(seq), 0) FROM events), 'turns', "
    "(SELECT coalesce(sum(conversation_count), 0) FROM sessions WHERE deleted = 0))";

/// The value that `share` of the sorted times do not exceed.
double at_share(const std::vector<double>& sorted, double share) {
  if (sorted.empty()) return 0;
  const auto rank = static_cast<std::size_t>(std::ceil(share * static_cast<double>(sorted.size())));
  return sorted[std::min(std::max<std::size_t>(rank, 1), sorted.size()) - 1];
}

double to_microseconds(double milliseconds) { return std::round(milliseconds * 1e3) / 1e3; }

Json route_json(const Json& counted) {
  std::vector<double> times;
  for (const Json& time : list_in(counted, "times"))
    if (time.is_number()) times.push_back(time.get<double>());
  std::ranges::sort(times);
  return {{"route", text_in(counted, "route")},
          {"count", number_in(counted, "count")},
          {"refused", number_in(counted, "refused")},
          {"failed", number_in(counted, "failed")},
          {"p50_ms", to_microseconds(at_share(times, 0.5))},
          {"p95_ms", to_microseconds(at_share(times, 0.95))},
          {"max_ms", to_microseconds(at_share(times, 1))}};
}

std::int64_t total_of(const std::vector<Json>& routes, const char* member) {
  std::int64_t total = 0;
  for (const Json& route : routes) total += number_in(route, member);
  return total;
}

Json figures_json(const Json& told) {
  std::vector<Json> routes;
  for (const Json& counted : list_in(told, "routes")) routes.push_back(route_json(counted));
  sort_by(routes, [](const Json& a, const Json& b) {
    const double left = real_in(a, "p95_ms");
    const double right = real_in(b, "p95_ms");
    return left != right ? left > right : text_in(a, "route") < text_in(b, "route");
  });
  return {{"scope", text_in(told, "scope")},
          {"since", to_iso8601(number_in(told, "since_ms"))},
          {"database_bytes", member_in(told, "database_bytes")},
          {"requests", total_of(routes, "count")},
          {"refused", total_of(routes, "refused")},
          {"failed", total_of(routes, "failed")},
          {"routes", routes}};
}

}  // namespace

Task<Result<Response>> monitoring(Context& /*context*/, Request /*request*/) {
  Statement stored{kStored, {}};
  CO_TRY(const Rows rows, read(std::move(stored)));
  Provide wanted{Provide::What::figures, {}};
  const Provide::Reply reply = co_await perform(std::move(wanted));
  if (!reply) co_return std::unexpected(reply.error());
  CO_CHECK(const Json told, parse_json(reply->bytes));
  std::string json = to_text(figures_json(told));
  json.back() = ',';
  co_return answer(json + row_json(rows[0]).substr(1));
}

}  // namespace baton::upkeep
