#include "core/growth/growth.hpp"

#include <cmath>

namespace baton::growth {
namespace {

constexpr double kStart = 0.7;
constexpr double kGain = 0.25;
constexpr double kPace = 50;
constexpr double kKnowledgePace = 10;

}  // namespace

double efficiency(double session) { return kStart + kGain * std::tanh(session / kPace); }

double knowledge(double session) { return 1 + std::log(1 + session / kKnowledgePace); }

double effective_output(double session, double credits) {
  return credits * efficiency(session) * knowledge(session);
}

std::optional<std::int64_t> sessions_to_reach(double efficiency) {
  const double sessions = kPace * std::atanh((efficiency - kStart) / kGain);
  if (!(efficiency >= kStart) || !std::isfinite(sessions)) return std::nullopt;
  return static_cast<std::int64_t>(std::ceil(sessions));
}

std::string efficiency_sql(const std::string& session) {
  return "round(" + std::to_string(kStart) + " + " + std::to_string(kGain) + " * tanh(" + session +
         " / " + std::to_string(kPace) + "), 4)";
}

}  // namespace baton::growth
