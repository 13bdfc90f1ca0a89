#pragma once
#include <string>

#include "native/cli/desk.hpp"

namespace baton::cli {

/// What `baton doctor` does beside looking. A call of the API does a bounded part, as a server of
/// any kind can; these call until all is done.

/// Folds the whole log again.
Result<int> rebuild_all(Desk& desk);

/// Does what is to be done every day.
Result<int> do_daily(Desk& desk);

/// Says that the store was put back from a copy: devices that sync with it offer again what it
/// lost.
Result<int> note_restored(Desk& desk);

/// Drops the search index ("drop") or makes it again ("rebuild").
Result<int> change_index(Desk& desk, const std::string& action);

}  // namespace baton::cli
