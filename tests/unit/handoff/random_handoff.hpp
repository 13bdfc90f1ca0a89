#pragma once
#include <random>
#include <string>

#include "core/handoff/handoff.hpp"

namespace baton {

/// Handoffs of hostile content, the same for the same seed.
class RandomHandoff {
 public:
  explicit RandomHandoff(unsigned seed) : engine_(seed) {}

  Handoff next();
  std::string text();
  std::string document();
  int below(int n) { return static_cast<int>(engine_() % static_cast<unsigned>(n)); }

 private:
  HandoffItem item();
  HandoffCommand command();
  std::vector<HandoffItem> items();
  std::vector<std::string> words();

  std::mt19937 engine_;
};

}  // namespace baton
