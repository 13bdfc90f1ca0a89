#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/json.hpp"
#include "core/events/event.hpp"

namespace baton::sync {

/// An event as a device stamped it (docs/sync.md).
struct ForeignEvent {
  std::string id;
  std::string device_id;
  std::int64_t device_seq = 0;  ///< from 1, without holes
  std::string hlc;              ///< 12 hex digits of milliseconds since 1970, 4 of a counter
  std::string type;
  std::int64_t v = 1;
  std::string entity_id;
  std::string body;       ///< a JSON object, as text
  std::string body_hash;  ///< of the body as it was first recorded; a purge keeps it
};

/// A part of a log as it travels: at most kPageEvents events and kPageBodies bytes of their bodies
/// and texts, or one event with its texts.
struct Load {
  std::vector<ForeignEvent> events;
  std::vector<StoredText> texts;
  /// Of a load that came: texts under a name that was said, not derived. `texts` need no check.
  std::vector<StoredText> named_texts = {};
};

inline constexpr std::size_t kPageEvents = 500;
inline constexpr std::size_t kPageBodies = 900'000;

/// Whether something was cut out of a text, so that its hash may not be its name any more.
bool is_cut(std::string_view text);

/// `"events":[…],"texts":[…],"named_texts":{…}`, without braces. A text goes without its hash,
/// which is derived again, unless a purge or a mask cut something out of it.
void append_load(std::string& json, const Load& load);

/// Reads it. Members that are missing or of another type are "" and 0, and judged by `receive`.
Load load_of(const Json& json);

/// A place in a store's log: an opaque word to whoever holds it, `EPOCH.SEQ.ID`. The id is of the
/// event there, by which a store that was restored from a copy knows that it is not the place that
/// was meant.
struct Place {
  std::string epoch;
  std::int64_t seq = 0;
  std::string id;  ///< "" at the beginning

  std::string word() const;
};

/// "" is the beginning; nullopt for what is no place.
std::optional<Place> place_of(std::string_view word);

}  // namespace baton::sync
