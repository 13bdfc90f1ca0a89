#include "core/growth/growth.hpp"

#include <cmath>

#include "core/base/json.hpp"

namespace baton::growth {
namespace {

constexpr double kStart = 0.7;
constexpr double kGain = 0.25;
constexpr double kPace = 50;
constexpr double kKnowledgePace = 10;

}  // namespace

double efficiency(double session) { return kStart + kGain * std::tanh(session / kPace); }

double knowledge(double session) { return 1 + std::log1p(session / kKnowledgePace); }

double effective_output(double session, double credits) {
  return credits * efficiency(session) * knowledge(session);
}

std::optional<std::int64_t> sessions_to_reach(double efficiency) {
  const double sessions = kPace * std::atanh((efficiency - kStart) / kGain);
  if (!(efficiency >= kStart) || !std::isfinite(sessions)) return std::nullopt;
  return static_cast<std::int64_t>(std::ceil(sessions));
}

std::string efficiency_sql(const std::string& session) {
  return "round(" + to_text(kStart) + " + " + to_text(kGain) + " * tanh(" + session + " / " +
         to_text(kPace) + "), 4)";
}

}  // namespace baton::growth
