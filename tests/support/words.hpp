#pragma once
#include <random>
#include <string>
#include <vector>

namespace baton::test {

/// Text of invented words whose frequencies fall as in natural language (Zipf), the same for a
/// seed.
class Words {
 public:
  explicit Words(unsigned seed, std::size_t vocabulary = 60'000);

  const std::string& word();
  std::string text(std::size_t bytes);

 private:
  std::mt19937 random_;
  std::vector<std::string> words_;
  std::vector<double> cumulative_;
};

}  // namespace baton::test
