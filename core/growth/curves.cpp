#include "core/growth/curves.hpp"

#include <algorithm>
#include <cmath>

#include "core/growth/growth.hpp"

namespace baton::growth {
namespace {

constexpr std::int64_t kCurvePoints = 100;

double rounded(double value) { return std::round(value * 1e4) / 1e4; }

Json point(double session, double credits) {
  return {{"session", session},
          {"efficiency", rounded(efficiency(session))},
          {"knowledge", rounded(knowledge(session))},
          {"effective_output", rounded(effective_output(session, credits))}};
}

}  // namespace

Json predicted(std::int64_t sessions, std::int64_t credits) {
  const auto n = static_cast<double>(sessions);
  const auto spent = static_cast<double>(credits);
  Json curve = Json::array();
  const std::int64_t step = std::max<std::int64_t>(1, (sessions + kCurvePoints - 1) / kCurvePoints);
  for (std::int64_t i = 0; i <= sessions; i += step)
    curve.push_back(point(static_cast<double>(i), spent));
  if (sessions % step != 0) curve.push_back(point(n, spent));
  Json data = point(n, spent);
  data.erase("session");
  data["sessions"] = sessions;
  data["credits"] = credits;
  data["sessions_to_90"] = *sessions_to_reach(0.9);
  data["curve"] = std::move(curve);
  return data;
}

}  // namespace baton::growth
