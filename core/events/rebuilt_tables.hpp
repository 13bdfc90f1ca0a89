#pragma once
#include <string>
#include <string_view>

namespace baton {

/// The tables of a rebuild: `rebuilt_projects` is made anew from the log beside `projects`, which
/// becomes `replaced_projects` when the two are swapped.
inline constexpr std::string_view kRebuilt = "rebuilt_";
inline constexpr std::string_view kReplaced = "replaced_";

/// `sql`, a statement of the fold or one that makes a projection's table or index, about the
/// rebuild's tables instead of the live ones. Names are replaced as whole words outside of '…':
/// a projection by the one that is rebuilt, `clock` by `rebuild`, and `events` by those up to
/// `rebuild.upto`. What lies outside the fold keeps its name.
std::string aimed_at_rebuilt(std::string_view sql);

/// What the rebuilt table's index is called while `name`, the live table's, has to be another. The
/// two names take turns from one rebuild to the next, since SQLite renames no index:
/// `sessions_sums` and `sessions_sums_2`.
std::string other_index_name(std::string_view name);

}  // namespace baton
