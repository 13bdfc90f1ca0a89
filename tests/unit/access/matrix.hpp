#pragma once
#include "tests/unit/access/realm.hpp"

namespace baton::test {

/// Takes every route through every kind of caller (tests/unit/access/realm.hpp). What is expected
/// comes from the table of routes, so a new route is in it by itself. `origin` is that of the
/// server's pages.
void check_all(const Ask& ask, const std::string& origin);

}  // namespace baton::test
