#pragma once
#include <string>
#include <vector>

#include "native/cli/projects.hpp"

namespace baton::cli {

/// Files in the repository that follow the handoffs. A project wants one if it is there and bears
/// Baton's mark: HANDOFF.md is Baton's as a whole, in PROJECT_STATUS.md a block is, and the text
/// around it stays. What a person wrote is never overwritten.
inline constexpr const char* kHandoffFile = "HANDOFF.md";
inline constexpr const char* kStatusFile = "PROJECT_STATUS.md";

/// Which of them to begin with.
struct PublishedFiles {
  bool handoff = false;
  bool status = false;
  bool any() const { return handoff || status; }
};

/// Makes the files, from the newest handoff if there is one; a status file that is there gets the
/// block at its end. Errors: 409 "file_exists" if HANDOFF.md is somebody's, or the block is broken.
Result<std::vector<std::string>> begin_publishing(Desk& desk, const Project& project,
                                                  const PublishedFiles& files);

/// Brings the files that the project wants up to date with the handoff (Markdown), and archives the
/// HANDOFF.md that was there as handoffs/YYYY-MM-DD-session-N.md. The answer names what was
/// written.
Result<std::vector<std::string>> publish(Desk& desk, const Project& project,
                                         const std::string& markdown);

}  // namespace baton::cli
