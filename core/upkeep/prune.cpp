#include "core/upkeep/prune.hpp"

namespace baton::upkeep {
namespace {

constexpr Prunable kPrunables[] = {
    {"analytics_cache", R"(DELETE FROM analytics_cache WHERE name IN (
  SELECT name FROM analytics_cache WHERE seq < (SELECT folded FROM clock) LIMIT 1000) RETURNING 1)"},
};

}  // namespace

std::span<const Prunable> prunables() { return kPrunables; }

}  // namespace baton::upkeep
