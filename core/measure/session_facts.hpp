#pragma once
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/measure/measure.hpp"
#include "core/measure/vocabulary.hpp"
#include "core/transcript/turn.hpp"

namespace baton {

/// A fact that a person who goes on with the work needs.
struct SalientFact {
  FactClass fact_class = FactClass::path;
  std::string text;                ///< as it is shown
  std::vector<std::string> words;  ///< lower case: what a text that keeps it has
  double share = 1;                ///< so much of the words must stand in three neighbouring lines
  double weight = 1;
  int turn = 0;
};

/// Collects a session's salient facts and everything it says, turn by turn, in bounded memory. It
/// shares nothing with the extraction of handoffs: what counts is told in docs/measure.md.
class SessionFacts {
 public:
  void add(const Turn& turn, int number);

  /// As the session ended.
  std::vector<SalientFact> facts() const;
  const measured::Vocabulary& vocabulary() const { return vocabulary_; }
  std::int64_t tokens() const { return tokens_; }

 private:
  struct Edited {
    int times = 0;
    int turn = 0;
  };
  struct Check {
    std::string command;
    std::string failure;  ///< the last run's telling line, "" if it succeeded
    int turn = 0;
  };
  struct Statement {
    std::string text;
    int turn = 0;
  };
  struct Call {
    std::string path;
    std::string command;
    int turn = 0;
  };
  struct Named {
    int texts = 0;
    int turn = 0;
  };

  void typed(std::string_view text, int number);
  void said(std::string_view text, int number);
  void called(const Turn& turn, int number);
  void returned(const Turn& turn, int number);
  void listed(std::string_view todos, int number);

  void add_paths(std::vector<SalientFact>& facts) const;
  void add_checks(std::vector<SalientFact>& facts) const;
  void add_typed(std::vector<SalientFact>& facts) const;
  void add_said(std::vector<SalientFact>& facts) const;
  void add_todos(std::vector<SalientFact>& facts) const;
  void add_names(std::vector<SalientFact>& facts) const;

  measured::Vocabulary vocabulary_;
  std::int64_t tokens_ = 0;
  int last_turn_ = 0;
  std::map<std::string, Call> pending_;
  std::map<std::string, Edited> edited_;
  std::map<std::string, Check> checks_;
  std::map<std::string, Named> names_;
  std::vector<Statement> wishes_, decisions_;
  std::vector<Statement> last_said_;  ///< the assistant's last messages, whole
  Statement request_;
  std::vector<std::pair<std::string, bool>> todos_;  ///< text, done
  int todos_turn_ = 0;
};

}  // namespace baton
