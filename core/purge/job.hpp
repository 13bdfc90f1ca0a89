#pragma once
#include <string>
#include <string_view>

#include "core/redact/redact.hpp"

namespace baton::purge {

/// What is to be purged.
struct Job {
  enum class What { secrets, text, session, received };
  What what = What::secrets;
  std::string text;         ///< of What::text: wherever it stands
  std::string session_uid;  ///< of What::session: its title, goals, files, turns, handoffs

  // What::received: nothing more; what another store's purge left to be done is.

  /// Names it in the table `purge`, without what it is about.
  std::string name() const;
};

/// What stands where something was forgotten.
inline constexpr std::string_view kForgotten = "[forgotten]";

/// A stored text without what is to be purged; the same text if nothing is. `counts` gets the
/// rules.
std::string purged_text(const Job& job, std::string_view text, MaskCounts& counts);

/// The body of an event in the same way: JSON that folds as before.
std::string purged_event(const Job& job, std::string_view body, MaskCounts& counts);

}  // namespace baton::purge
