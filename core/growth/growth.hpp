#pragma once
#include <cstdint>
#include <optional>
#include <string>

namespace baton::growth {

/// The growth formulas of the original orchestration system, for the n-th session of a project, n
/// >= 0, natural logarithm. They are a prediction: wherever one is shown, what was measured stands
/// beside it.
double efficiency(double session);                        ///< 0.7 + 0.25·tanh(n/50), 0.7 … 0.95
double knowledge(double session);                         ///< 1 + ln(1 + n/10), from 1 up
double effective_output(double session, double credits);  ///< credits · efficiency · knowledge

/// ⌈50·atanh((e − 0.7)/0.25)⌉: the first session at which `efficiency` reaches e; nullopt unless
/// 0.7 <= e < 0.95.
std::optional<std::int64_t> sessions_to_reach(double efficiency);

/// SQL for `efficiency` of the column `session`, rounded to four digits.
std::string efficiency_sql(const std::string& session);

}  // namespace baton::growth
