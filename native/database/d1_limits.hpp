#pragma once
#include <sqlite3.h>

#include <string>

namespace baton::native {

/// Takes from a connection what Cloudflare's D1 does not have: longer texts, more parameters,
/// functions that only one of the two knows. What passes here passes there.
/// https://developers.cloudflare.com/d1/platform/limits/
void limit_like_d1(sqlite3* handle);

/// Gives it back, for what no statement of the core does: migrations and VACUUM.
void lift_limits(sqlite3* handle);

/// D1 gives the rows of a batch as objects: of two columns of one name one is lost, and those with
/// numbers for names come first. The name of such a column, "" where there is none.
std::string doubtful_column(sqlite3_stmt* statement);

}  // namespace baton::native
