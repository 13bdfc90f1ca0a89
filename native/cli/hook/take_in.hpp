#pragma once
#include <string>

#include "core/hooks/event.hpp"
#include "native/cli/projects.hpp"

namespace baton::cli {

/// What a hook wants beside the new turns.
struct TakeIn {
  bool settle = false;  ///< a revision of the handoff is due
  bool ends = false;    ///< the session is over
};

/// Takes in what the session's transcript has that the store has not, piece by piece until the
/// deadline; what is left then is the next hook's. True if all of it is in.
Result<bool> take_in(Desk& desk, const hooks::HookEvent& event, TakeIn wish);

/// The same for a session whose transcript hooks took in before, known by the assistant's id.
Result<bool> take_in_rest(Desk& desk, const std::string& session);

/// Takes in what earlier hooks of the project's sessions in progress could not, as far as there is
/// time: whether it all was.
Result<bool> take_in_leftovers(Desk& desk, const Project& project);

/// The project of a session: the one that took in its transcript, else that of the directory where
/// it began. Made if need be and `makes`; nullopt else.
enum class Makes { no, yes };
Result<std::optional<Project>> project_of_session(Desk& desk, const hooks::HookEvent& event,
                                                  Makes makes);

}  // namespace baton::cli
