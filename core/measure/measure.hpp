#pragma once
#include <array>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/transcript/turn.hpp"

namespace baton {

/// What a fact or a claim is; docs/measure.md defines each.
enum class FactKind : std::uint8_t {
  path,
  command,
  error,
  decision,
  step,
  blocker,
  wish,
  number,
  identifier,
  outcome,
  commit
};
inline constexpr std::size_t kFactKinds = 11;
std::string_view to_word(FactKind kind);

/// Something that who goes on with the session needs.
struct SalientFact {
  FactKind kind = FactKind::path;
  double weight = 0;
  std::string key;                   ///< what is looked for, for people to read
  std::vector<std::uint64_t> words;  ///< hashes; empty: `key` is looked for as it stands
  double share = 1;                  ///< of `words`, that one line must hold
};

struct Measurement {
  double preservation = 0;  ///< 0 to 1, 1 where the session has no fact
  double groundedness = 0;  ///< 0 to 1, 0 for an empty text, 1 for one without a claim
  double compression = 0;   ///< tokens out / tokens in
  std::int64_t tokens = 0;  ///< out
  struct Count {
    int found = 0, of = 0;
  };
  std::array<Count, kFactKinds> facts{};   ///< kept, of the salient ones
  std::array<Count, kFactKinds> claims{};  ///< grounded, of those of the text
  std::vector<SalientFact> lost;
  std::vector<std::string> ungrounded;

  /// {"facts":{"path":[58,60],…},"claims":{…}}: found, of; kinds that do not occur are left out.
  std::string counts_json() const;
  bool has_facts() const;
};

/// Measures a text handed over against the session, with nothing in common with the extraction. Fed
/// turn by turn, in bounded memory, linear in the text.
class Measure {
 public:
  Measure();
  ~Measure();
  Measure(Measure&&) noexcept;
  Measure& operator=(Measure&&) noexcept;

  void add(const Turn& turn, int number);
  /// What the host knows beside the turns, against which claims hold too.
  void know(std::string_view text);
  std::vector<SalientFact> facts() const;
  Measurement of(std::string_view text) const;
  /// The claims of a text that do not hold.
  std::vector<std::string> ungrounded(std::string_view text) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace baton
