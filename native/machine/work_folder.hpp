#pragma once
#include <string>

namespace baton::machine {

/// The folder to which paths of a session that works in `directory` are relative: the nearest one
/// upwards with a `.git` in it, else with a `.baton`, by the name that `directory` gives it; "" if
/// there is none. It looks at names only, so that a hook can ask.
std::string work_folder(const std::string& directory);

}  // namespace baton::machine
