#pragma once
#include <string>
#include <vector>

#include "core/events/event.hpp"

namespace baton {

/// What became of a creation: the rows of the change's reads, and whether it is new.
struct Creation {
  bool created = false;
  std::vector<Rows> rows;
};

/// Commits the change that makes the `kind` ("project", "session", "account", "knowledge") named
/// `uid`. Where there is one of that uid already, nothing is changed and the reads are answered all
/// the same, so that repeating a creation gives the first result. 409 `uid_taken` if the uid names
/// something of another kind, or something that the first of the reads no longer finds.
Task<Result<Creation>> commit_once(Change change, std::string kind, std::string uid);

}  // namespace baton
