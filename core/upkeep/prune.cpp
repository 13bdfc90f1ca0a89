#include "core/upkeep/prune.hpp"

namespace baton::upkeep {
namespace {

constexpr Prunable kPrunables[] = {
    {"analytics_cache", R"(DELETE FROM analytics_cache WHERE name IN (
  SELECT name FROM analytics_cache WHERE seq < (SELECT folded FROM clock) LIMIT 1000) RETURNING 1)"},
    {"login_codes", R"(DELETE FROM login_codes WHERE sha256 IN (
  SELECT sha256 FROM login_codes WHERE expires_at <= ?1 LIMIT 1000) RETURNING 1)"},
    {"login_sessions", R"(DELETE FROM login_sessions WHERE sha256 IN (
  SELECT sha256 FROM login_sessions WHERE expires_at <= ?1 LIMIT 1000) RETURNING 1)"},
};

}  // namespace

std::span<const Prunable> prunables() { return kPrunables; }

}  // namespace baton::upkeep
