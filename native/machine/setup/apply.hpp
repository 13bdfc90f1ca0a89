#pragma once
#include <string>
#include <vector>

#include "native/machine/setup/assistant.hpp"
#include "native/machine/setup/record.hpp"

namespace baton::machine {

/// What became, or would become, of one file.
struct SetupOutcome {
  enum class Kind {
    added,
    updated,
    removed,
    unchanged,  ///< nothing to do
    foreign,  ///< something that is called like Baton's and was not put there by setup: left alone
    refused,  ///< `text` says why; the file is as it was
  };
  Kind kind = Kind::unchanged;
  std::string text;
  std::vector<std::string> pieces;  ///< that are put in
};

/// Whether files are written, or only said what would be.
enum class Changes : std::uint8_t { made, only_told };

/// Puts Baton into the file, and notes in the record how to take it out before it does.
SetupOutcome add_setup(const AssistantSettings& file, SetupRecord& record, Changes changes);

/// Takes Baton out of the file: what the record tells of, or all of Baton's own where there is no
/// record at all. A file that setup made is deleted if nothing else is in it.
SetupOutcome remove_setup(const AssistantSettings& file, SetupRecord& record, Changes changes);

/// How much of it a file holds. Errors: of reading, "broken_settings" with the path.
Result<setup::Held> look_at(const AssistantSettings& file);

}  // namespace baton::machine
