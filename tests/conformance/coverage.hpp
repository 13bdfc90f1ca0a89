#pragma once
#include <set>
#include <string>
#include <vector>

#include "tests/conformance/runner.hpp"

namespace baton::conformance {

/// Which routes answered with which status while cases ran.
class Coverage {
 public:
  /// The host, watched.
  Host watch(Host host);

  /// What the API's description (GET /api/openapi.json) declares and no case saw: "POST
  /// /api/projects: 415". A path's 405 is declared by its having methods.
  std::vector<std::string> missing(const Json& description) const;

 private:
  void saw(const Request& request, int status);
  std::set<std::string> seen_;
};

}  // namespace baton::conformance
