#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace baton {

/// One statement of a handoff. `session` and `turn` point at where it comes from (`12:758`); 0
/// where it was not said in a turn (typed at `baton done`, or taken from an imported document).
struct HandoffItem {
  std::string text;
  std::string
      detail;  ///< reason of a decision, cause of a failure, evidence of a done item, location
  int session = 0;
  int turn = 0;
  int last_session = 0;    ///< the session that last touched it; 0: `session`
  bool suggested = false;  ///< the assistant offered it, nobody asked
  bool operator==(const HandoffItem&) const = default;
};

/// A shell command that was run, and how it ended the last time.
struct HandoffCommand {
  std::string command;
  std::string outcome;  ///< "ok", or the first telling line of its failure
  bool failed = false;
  int session = 0;
  int turn = 0;
  bool operator==(const HandoffCommand&) const = default;
};

/// A part of an imported document that no known section takes, kept verbatim.
struct HandoffSection {
  std::string heading;  ///< with its `#`s; "" for text before the first heading
  std::string body;
  bool operator==(const HandoffSection&) const = default;
};

/// What a session hands to the next. Markdown, JSON and the prompt are renderings of it.
struct Handoff {
  std::string project;
  int session_number = 0;
  std::string date;  ///< ISO 8601, when the session ended
  HandoffItem goal;  ///< the latest substantive request; `detail`: finished, unfinished or unknown
  std::vector<HandoffItem> requests;  ///< asked before the goal, verbatim; `detail`: how it ended
  std::string summary;                ///< the assistant's last words of substance
  std::string branch;
  std::string commit;        ///< the repository's head when the session ended, abbreviated
  HandoffCommand last_test;  ///< command "" if no test ran
  std::vector<HandoffItem>
      state;                      ///< where it stands: counts, what is committed, pushed, left over
  std::vector<HandoffItem> next;  ///< open steps, first first
  std::vector<HandoffItem> in_progress;
  std::vector<HandoffItem> parked;  ///< steps that nobody touched for long
  std::vector<HandoffItem> blockers;
  std::vector<HandoffItem> errors;             ///< still open
  std::vector<HandoffItem> questions;          ///< still open
  std::vector<HandoffItem> wishes;             ///< what the user asked for to hold on, verbatim
  std::vector<HandoffItem> decisions;          ///< `detail`: the reason
  std::vector<HandoffItem> failed_approaches;  ///< `detail`: the cause
  std::vector<HandoffItem> accomplished;       ///< `detail`: the evidence
  std::vector<std::string> created;            ///< paths, relative to the repository where below it
  std::vector<std::string> modified;
  std::vector<std::string> deleted;
  std::vector<std::string> uncommitted;
  std::vector<HandoffCommand> commands;
  std::vector<HandoffItem> notes;
  std::vector<HandoffSection> other;
  bool operator==(const Handoff&) const = default;
};

/// The document that is stored and searched. Empty sections are not rendered.
std::string render_markdown(const Handoff& handoff);

/// What the next session reads: at most `budget` tokens (a token is ⌈characters / 4⌉), the most
/// important first, framed as recorded notes, not as orders.
std::string render_prompt(const Handoff& handoff, int budget = 2500);

/// The handoff's data as compact JSON; field names as above.
std::string render_json(const Handoff& handoff);

/// Reads a rendering back (`parse_handoff(render_markdown(h)) == h`), and what can be recognised of
/// any other Markdown: headings by what they are about, the rest verbatim in `other`. Never fails.
Handoff parse_handoff(std::string_view markdown);

}  // namespace baton
