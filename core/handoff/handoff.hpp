#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace baton {

/// A named value of a statement, rendered as a bullet below it (`- time: 30 min`). Names are those
/// of `kFieldNames` (sections.hpp); another name is kept too, but reads as one line of JSON.
struct HandoffField {
  std::string name;
  std::string value;
  bool operator==(const HandoffField&) const = default;
};

/// One statement of a handoff. `session` and `turn` point at where it comes from (`12:758`); 0
/// where it was not said in a turn (typed at `baton done`, or taken from an imported document).
struct HandoffItem {
  std::string text;
  std::string
      detail;  ///< reason of a decision, cause of a failure, evidence of a done item, location
  int session = 0;
  int turn = 0;
  int last_session = 0;                   ///< the session that last touched it; 0: `session`
  bool suggested = false;                 ///< the assistant offered it, nobody asked
  std::vector<HandoffField> fields = {};  ///< in the order they are told
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

/// The value of the item's first field `name`, "" if it has none. It lives as long as the item.
std::string_view field_of(const HandoffItem& item, std::string_view name);

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
  std::vector<HandoffItem> next;  ///< open steps, first first; fields time, file, reference, test
  std::vector<HandoffItem> in_progress;  ///< fields percent (where stated), done, remains, where
  std::vector<HandoffItem> blockers;
  std::vector<HandoffItem> errors;             ///< still open
  std::vector<HandoffItem> bugs;               ///< known faults of what is being built
  std::vector<HandoffItem> questions;          ///< still open
  std::vector<HandoffItem> wishes;             ///< what the user asked for to hold on, verbatim
  std::vector<HandoffItem> decisions;          ///< `detail`: the reason
  std::vector<HandoffItem> failed_approaches;  ///< `detail`: the cause
  std::vector<HandoffItem> accomplished;       ///< `detail`: the evidence
  std::vector<HandoffItem> prerequisites;      ///< what must hold before the next session
  std::vector<HandoffCommand> preflight;       ///< checks to run; `outcome`: what each should show
  std::vector<HandoffItem> watch;              ///< what to watch out for
  std::vector<HandoffItem> context;            ///< why things are as they are
  std::vector<std::string> created;            ///< paths, relative to the repository where below it
  std::vector<std::string> modified;
  std::vector<std::string> deleted;
  std::vector<std::string> read;  ///< read or named where the work is, not changed
  std::vector<std::string> uncommitted;
  std::vector<HandoffItem> services;   ///< fields address (or port), start (how it is started)
  std::vector<HandoffItem> packages;   ///< installed, also virtual environments
  std::vector<HandoffItem> database;   ///< its state and migrations
  std::vector<HandoffItem> temporary;  ///< settings that must not stay: debug flags, stubs
  std::vector<HandoffItem> cleanup;    ///< clean-up that is due
  std::vector<HandoffItem> last_good;  ///< the last known good point: a commit, tag or backup
  std::vector<HandoffItem> success_criteria;
  std::vector<HandoffItem> goals_short;   ///< for a session of an hour or two
  std::vector<HandoffItem> goals_medium;  ///< of two to four hours
  std::vector<HandoffItem> goals_long;    ///< of four hours and more
  std::vector<HandoffItem> roadmap;       ///< phases and stages, where the project stands in them
  std::vector<HandoffItem> concerns;      ///< no problem yet, but may become one
  std::vector<HandoffItem> lessons;
  std::vector<HandoffItem> documents;  ///< to read before going on; `detail`: why, or which part
  std::vector<HandoffItem> quick_reference;
  std::vector<HandoffItem> people;    ///< whom to ask; `detail`: about what
  std::vector<HandoffItem> branches;  ///< other branches with open work; `detail`: what comes next
  std::vector<HandoffItem> parked;    ///< steps that nobody touched for long
  std::vector<HandoffCommand> commands;
  std::vector<HandoffItem> notes;
  std::string message;  ///< from the one who leaves to the one who comes, verbatim
  std::vector<HandoffSection> other;
  bool operator==(const Handoff&) const = default;
};

/// The document that is stored and searched. Empty sections are not rendered.
std::string render_markdown(const Handoff& handoff);

inline constexpr int kDefaultPromptTokens = 2500;

/// What the next session reads: at most `budget` tokens (a token is ⌈characters / 4⌉), the most
/// important first, framed as recorded notes, not as orders.
std::string render_prompt(const Handoff& handoff, int budget = kDefaultPromptTokens);

/// The handoff's data as compact JSON; field names as above.
std::string render_json(const Handoff& handoff);

/// Reads a rendering back (`parse_handoff(render_markdown(h)) == h`), and what can be recognised of
/// any other Markdown: headings by what they are about, the rest verbatim in `other`. A NUL,
/// which no store keeps, reads as U+FFFD. Never fails.
Handoff parse_handoff(std::string_view markdown);

}  // namespace baton
