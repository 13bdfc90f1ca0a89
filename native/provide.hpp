#pragma once
#include "core/base/effect.hpp"
#include "core/base/json.hpp"
#include "native/database.hpp"

namespace baton::native {

/// What this machine has of it: a PDF, the figures of this process, a person's own templates.
Provide::Reply provide(const Database& database, const Provide& wanted);

/// The figures of core/upkeep/monitoring.hpp, without anything counted; `since` in milliseconds.
Json figures_of(const Database& database, const char* scope, std::int64_t since);

}  // namespace baton::native
