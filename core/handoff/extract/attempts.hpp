#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "core/handoff/handoff.hpp"

namespace baton {

/// Calls of tools other than the shell that did not give what they were made for, and what was done
/// instead: pages that were not found, servers that refused.
class Attempts {
 public:
  /// A call that ended; `failed` is the tool's own word for it. A page that says 404 failed too.
  void ended(std::string_view tool, std::string_view subject, std::string_view output, bool failed,
             int turn);

  /// "tried `WebFetch` https://…: failed because …", detail "then …" where the same tool gave
  /// something soon after; oldest first.
  std::vector<HandoffItem> items() const;

 private:
  struct Attempt {
    std::string tool;
    std::string subject;
    std::string cause;
    std::string then;
    int turn = 0;
  };
  std::vector<Attempt> attempts_;
};

/// Why a fetched page or a search gave nothing, although the tool reports success ("HTTP 404",
/// "not found"); "" if it gave something.
std::string soft_failure(std::string_view output);

}  // namespace baton
