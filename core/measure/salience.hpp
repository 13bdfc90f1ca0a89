#pragma once
#include <deque>
#include <string>
#include <unordered_map>
#include <vector>

#include "core/measure/measure.hpp"

namespace baton::measure {

/// Collects a session's salient facts; docs/measure.md says which and why.
class Salience {
 public:
  void add(const Turn& turn, int number);
  std::vector<SalientFact> facts() const;

 private:
  struct Seen {
    int times = 0, last = 0;
    bool spoken = false, typed = false;  ///< by the assistant, by the person
  };
  struct Check {
    int times = 0, last = 0;
    bool check = false;
    std::string error;  ///< of the last failure
    bool open = false;
  };
  struct Sentence {
    std::string text;
    int at = 0;
  };
  using Sentences = std::deque<Sentence>;

  void add_call(const Turn& turn, int number);
  void add_result(const Turn& turn, int number);
  void add_words(const Turn& turn, int number);
  void add_sentence(std::string_view sentence, const Turn& turn, int number);
  void note_removed(std::string_view command, int number);
  /// Who goes on needs no file that is gone.
  bool is_removed(const std::string& path, int last) const;
  void add_identifiers(const Turn& turn, int number);
  void add_paths(std::vector<SalientFact>& facts) const;
  void add_checks(std::vector<SalientFact>& facts) const;
  void add_said(std::vector<SalientFact>& facts) const;
  void add_outcome(std::vector<SalientFact>& facts) const;
  void add_numbers(std::vector<SalientFact>& facts) const;
  void add_names(std::vector<SalientFact>& facts) const;
  double recency(int at) const { return last_ ? 0.25 + 0.75 * at / last_ : 1; }

  int last_ = 0;
  std::unordered_map<std::string, Seen> paths_, identifiers_;
  std::unordered_map<std::string, Check> commands_;
  std::unordered_map<std::string, std::string> calls_;  ///< id → command
  Sentences removed_, requests_, decisions_, wishes_, blockers_, steps_, finals_;
  std::vector<std::string> todos_;  ///< open ones of the last list
  std::vector<Sentence> tasks_;     ///< created one by one; `at` -1 when done
};

}  // namespace baton::measure
