#pragma once
#include <algorithm>
#include <chrono>
#include <string>

#include "native/machine/claim_check.hpp"

namespace baton::machine {

/// What a check answers.
struct Outcome {
  Verdict verdict = Verdict::holds;
  std::string found;
};

inline Outcome outside_of_project() {
  return {Verdict::unchecked, "it lies outside of the project's folder"};
}

/// The time that checks may take, counted from when it was made.
class Deadline {
 public:
  Deadline(std::chrono::milliseconds each, std::chrono::milliseconds all)
      : each_(each), end_(std::chrono::steady_clock::now() + all) {}

  bool over() const { return std::chrono::steady_clock::now() >= end_; }
  /// For the next check; never negative.
  std::chrono::milliseconds next() const {
    using std::chrono::milliseconds;
    const auto left =
        std::chrono::duration_cast<milliseconds>(end_ - std::chrono::steady_clock::now());
    return std::clamp(left, milliseconds(0), each_);
  }

 private:
  std::chrono::milliseconds each_;
  std::chrono::steady_clock::time_point end_;
};

}  // namespace baton::machine
