#pragma once
#include <cstdint>

#include "core/purge/job.hpp"
#include "core/store/batch.hpp"

namespace baton::purge {

/// How much is looked at in one batch.
inline constexpr std::int64_t kPageRows = 1000;
inline constexpr std::int64_t kPageCharacters = 1'500'000;  ///< one row may have more

/// The texts after `after` that the task is about, in order: id, hash, body. With `places` also, as
/// JSON or NULL, the turn, the handoff and the knowledge item that it stands in.
Statement texts_page(const Job& job, std::int64_t after, bool places);

/// The events after `after` that the task is about: seq, id, body, type, entity_id. Not the lists
/// of turns, which hold no words.
Statement events_page(const Job& job, std::int64_t after);

}  // namespace baton::purge
