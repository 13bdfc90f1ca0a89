#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/handoff/handoff.hpp"

namespace baton {

/// What PROJECT_STATUS.md says: where the project stands, for whoever opens the repository.
struct ProjectStatus {
  std::string name;
  std::string status;         ///< active, paused, completed, archived
  std::int64_t sessions = 0;  ///< completed ones
  Handoff handoff;            ///< the newest
};

/// The block, from its opening mark to its closing one, a line end after it. No text in it can look
/// like a mark.
std::string render_status_block(const ProjectStatus& status);

/// `document` with its block replaced and everything around it kept; nullopt unless it has exactly
/// one opening mark and one closing mark after it.
std::optional<std::string> with_status_block(std::string_view document, std::string_view block);

/// Whether a document is a handoff that Baton wrote, by its first line.
bool is_own_handoff(std::string_view document);

/// `2026-11-26-session-12.md`, the name under which a handoff is archived; "" if it does not say
/// which session it is of, or when.
std::string archive_name(const Handoff& handoff);

}  // namespace baton
