#pragma once
#include <string>

#include "core/http/answer.hpp"
#include "core/store/batch.hpp"

namespace baton::projects {

/// A project `p` as JSON.
const std::string& columns();

/// The project that a key names, as JSON; no row if it is deleted.
Statement select_one(const Key& key);

}  // namespace baton::projects
