#pragma once
#include <map>
#include <string>
#include <string_view>

namespace baton {

/// Versions and ports that outputs of tools have shown, to check statements against: the last value
/// of each name counts.
///
///     seen.read("▲ Next.js 15.5.2 - Local: http://localhost:3000");
///     seen.contradiction("built on Next.js 14")  // "Next.js 14 was said, 15.5.2 was seen"
class SeenValues {
 public:
  void read(std::string_view output);
  /// What in `claim` does not fit what was seen, "" if all does.
  std::string contradiction(std::string_view claim) const;

 private:
  std::map<std::string, std::string, std::less<>> versions_;
  std::string port_;
};

}  // namespace baton
