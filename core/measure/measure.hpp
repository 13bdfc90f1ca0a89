#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace baton {

class SessionFacts;

/// What kinds of facts a session has; docs/measure.md says what counts as one, and its weight.
enum class FactClass : std::uint8_t {
  request,
  path,
  command,
  identifier,
  error,
  decision,
  step,
  blocker,
  wish,
  number
};
inline constexpr std::size_t kFactClasses = 10;
std::string_view to_word(FactClass fact_class);

/// Facts of a class: how many the session has, and how many of them the text keeps.
struct ClassCount {
  int facts = 0;
  int kept = 0;
  bool operator==(const ClassCount&) const = default;
};

/// Concrete claims of the text, and how many of them the session or the repository shows.
struct ClaimCount {
  int claims = 0;
  int grounded = 0;
  bool operator==(const ClaimCount&) const = default;
};

/// The three numbers of a handoff (docs/measure.md), each 0–1.
struct Measures {
  double preservation = 1;  ///< weight of the salient facts kept / of all; 1 if there are none
  double groundedness = 1;  ///< claims grounded / all; 1 if there are none
  double compression = 0;   ///< tokens of the text / tokens of the session
  std::int64_t tokens = 0;  ///< of the text
  std::int64_t session_tokens = 0;
  std::array<ClassCount, kFactClasses> facts{};
  ClaimCount paths, commands, commits, identifiers;
  bool operator==(const Measures&) const = default;
};

/// Measures `text`, which is handed over, against the session. `known` is what the text may also
/// draw on: the previous handoff, the repository's branch, head and uncommitted files.
Measures measure(const SessionFacts& session, std::string_view text, std::string_view known);

/// The facts that `text` does not keep, a line each: class, weight, turn, words. For people.
std::string lost_facts(const SessionFacts& session, std::string_view text);
/// The claims of `text` that nothing grounds, a line each.
std::string ungrounded_claims(const SessionFacts& session, std::string_view text,
                              std::string_view known);

/// {"preservation":…,"groundedness":…,"compression":…,"tokens":…,"facts":{"path":[kept,facts],…},
/// "claims":{"path":[grounded,claims],…}}
std::string measures_json(const Measures& measures);

}  // namespace baton
