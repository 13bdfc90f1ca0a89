#pragma once
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <vector>

namespace baton::test {

/// Milliseconds that `work` takes.
template <class Work>
double milliseconds(Work work) {
  const auto start = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start)
      .count();
}

inline double quantile(std::vector<double> values, double share) {
  std::sort(values.begin(), values.end());
  return values[static_cast<std::size_t>(share * static_cast<double>(values.size() - 1))];
}

inline double median(std::vector<double> values) { return quantile(std::move(values), 0.5); }

/// One line of the table that `make bench` prints: figure, measured, what it is to be.
inline void report(const char* figure, double value, const char* unit, const char* goal) {
  std::printf("| %s | %.2f %s | %s |\n", figure, value, unit, goal);
  std::fflush(stdout);
}

}  // namespace baton::test
