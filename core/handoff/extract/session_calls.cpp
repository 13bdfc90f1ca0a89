#include <algorithm>

#include "core/base/json_members.hpp"
#include "core/base/text.hpp"
#include "core/handoff/extract/session.hpp"
#include "core/handoff/extract/tool_kinds.hpp"

namespace baton {
namespace {

constexpr std::size_t kMostPending = 128;
constexpr std::size_t kLongestInput = 20000;

/// A command given as text, or as the list of its words (`["bash","-lc","make"]`).
std::string command_of(const JsonMembers& input) {
  std::string command = input.text_of({"command", "cmd", "script"}, kLongestInput);
  if (!command.empty()) return command;
  std::vector<std::string> words;
  for (std::string_view element : json_elements(input.raw("command"), 64))
    words.push_back(unquoted(element, kLongestInput));
  if (words.size() >= 3 && words[1].starts_with("-") && words[1].ends_with('c')) return words[2];
  for (const std::string& word : words) command += (command.empty() ? "" : " ") + word;
  return command;
}

std::vector<Session::Question> questions_of(const JsonMembers& input) {
  std::vector<Session::Question> questions;
  for (const std::string_view element : json_elements(input.raw("questions"), 8)) {
    const JsonMembers question(element);
    Session::Question& one = questions.emplace_back();
    one.text = question.text("question", 1000);
    for (const std::string_view option : json_elements(question.raw("options"), 8))
      if (std::string label = JsonMembers(option).text("label", 120); !label.empty())
        one.options.push_back(std::move(label));
  }
  return questions;
}

}  // namespace

void Session::add_call(const Turn& turn, int number) {
  ++tool_calls;
  if (turn.agent.empty()) digest_words();
  if (turn.agent.empty() && todos.read_call(turn.tool, turn.text, number)) return;
  Call call;
  call.tool = turn.tool;
  call.turn = number;
  call.main = turn.agent.empty();
  read_input(turn, call);
  if (pending_.size() >= kMostPending)
    pending_.erase(std::min_element(
        pending_.begin(), pending_.end(),
        [](const auto& a, const auto& b) { return a.second.turn < b.second.turn; }));
  pending_[turn.uid] = std::move(call);
}

void Session::read_input(const Turn& turn, Call& call) {
  using Change = TouchedFile::Change;
  const JsonMembers input(turn.text);
  const std::string& tool = turn.tool;
  if (is_shell(tool)) {
    call.subject = command_of(input);
    if (contains(call.subject, "*** Begin Patch")) call.files = files_of_patch(call.subject);
    return;
  }
  if (tool == "apply_patch") {
    call.files = files_of_patch(input.valid() ? input.text_of({"input", "patch"}, 200000)
                                              : std::string(cut(turn.text, 200000)));
    return;
  }
  const std::string path =
      input.text_of({"file_path", "notebook_path", "path", "absolute_path", "target_file"}, 1000);
  call.subject = path;
  if (tool == "Write" || tool == "write_file" || tool == "create_file") {
    call.files.emplace_back(path, Change::created);
    if (contains(path, "/.claude/plans/")) plan_file_ = input.text("content", 6000);
  } else if (tool == "Edit" || tool == "MultiEdit" || tool == "NotebookEdit" || tool == "replace" ||
             tool == "edit_file" || tool == "search_replace" || tool == "write" ||
             tool == "str_replace_based_edit_tool" || tool == "str_replace_editor") {
    const std::string action = input.text("command", 40);
    if (action == "view") return;
    call.files.emplace_back(path, action == "create" ? Change::created : Change::modified);
    call.removed = input.text_of({"old_string", "old_str"}, kLongestInput);
    call.added = input.text_of({"new_string", "new_str", "new_source"}, kLongestInput);
    for (std::string_view edit : json_elements(input.raw("edits"), 40)) {
      const JsonMembers one(edit);
      call.removed += '\n' + one.text("old_string", 4000);
      call.added += '\n' + one.text("new_string", 4000);
    }
  } else if (tool == "AskUserQuestion") {
    call.questions = questions_of(input);
    call.subject = "question";
  } else if (tool == "ExitPlanMode") {
    call.subject = input.text("plan", 6000);
    if (call.subject.empty()) call.subject = plan_file_;
  } else if (is_search(tool)) {
    call.pattern = input.text_of({"pattern", "query", "regex"}, 300);
  } else if (call.subject.empty()) {
    call.subject = input.text_of(
        {"shell_id", "bash_id", "task_id", "description", "pattern", "query", "url", "prompt"},
        300);
  }
}

/// The call that a result belongs to: by its id, or, in formats without ids, the one just before
/// it.
std::map<std::string, Session::Call>::iterator Session::call_of(const Turn& turn, int number) {
  constexpr std::string_view kSuffix = ":result";
  linked_ = linked_ || turn.uid.ends_with(kSuffix);
  if (linked_)
    return pending_.find(
        turn.uid.substr(0, turn.uid.size() - std::min(turn.uid.size(), kSuffix.size())));
  return std::find_if(pending_.begin(), pending_.end(), [&](const auto& one) {
    return one.second.turn + 1 == number && one.second.tool == turn.tool;
  });
}

}  // namespace baton
