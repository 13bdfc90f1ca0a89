#pragma once
#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/text.hpp"
#include "core/handoff/extract.hpp"

namespace baton {

/// A session told turn by turn.
class Told {
 public:
  explicit Told(std::string cwd = "/w", std::string folder = "")
      : cwd_(std::move(cwd)), folder_(std::move(folder)), extractor_(cwd_, folder_) {}
  Told& user(std::string text) { return add(Role::user, TurnKind::text, std::move(text)); }
  Told& says(std::string text) { return add(Role::assistant, TurnKind::text, std::move(text)); }
  Told& summary(std::string text) { return add(Role::user, TurnKind::summary, std::move(text)); }
  Told& calls(std::string tool, std::string input) {
    ++calls_;
    return add(Role::assistant, TurnKind::tool_call, std::move(input), std::move(tool));
  }
  Told& gets(std::string output, bool failed = false) {
    return add(Role::tool, TurnKind::tool_result, std::move(output), "", failed);
  }
  Told& runs(const std::string& command, std::string output, bool failed = false) {
    return calls("Bash", "{\"command\":\"" + command + "\"}").gets(std::move(output), failed);
  }
  Told& edits(const std::string& path) {
    return calls("Edit",
                 "{\"file_path\":\"/w/" + path + "\",\"old_string\":\"a\",\"new_string\":\"b\"}")
        .gets("The file has been updated");
  }
  Handoff hand(Closing closing = {}, const Handoff* previous = nullptr) const {
    closing.session_number = 5;
    closing.cwd = cwd_;
    closing.folder = folder_;
    return extractor_.finish(closing, previous);
  }
  const Extractor& extractor() const { return extractor_; }

 private:
  Told& add(Role role, TurnKind kind, std::string text, std::string tool = {},
            bool failed = false) {
    Turn turn;
    turn.role = role;
    turn.kind = kind;
    turn.typed = role == Role::user && kind == TurnKind::text;
    turn.uid = "c" + std::to_string(calls_) + (kind == TurnKind::tool_result ? ":result" : "");
    turn.text = std::move(text);
    turn.tool = std::move(tool);
    turn.failed = failed;
    extractor_.add(turn, ++number_);
    return *this;
  }
  std::string cwd_, folder_;
  Extractor extractor_;
  int number_ = 0;
  int calls_ = 0;
};

inline bool has(const std::vector<HandoffItem>& items, std::string_view text) {
  return std::any_of(items.begin(), items.end(), [&](const HandoffItem& item) {
    return contains(item.text, text) || contains(item.detail, text);
  });
}

}  // namespace baton
