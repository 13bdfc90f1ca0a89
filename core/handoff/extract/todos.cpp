#include "core/handoff/extract/todos.hpp"

#include "core/base/json_members.hpp"
#include "core/handoff/one_line.hpp"

namespace baton {
namespace {

constexpr std::size_t kMostTodos = 200;

Todos::Status status_of(std::string_view word) {
  if (word == "completed" || word == "done" || word == "complete") return Todos::Status::completed;
  if (word == "in_progress" || word == "active") return Todos::Status::in_progress;
  return Todos::Status::pending;
}

bool is_gone(std::string_view word) { return word == "cancelled" || word == "deleted"; }

}  // namespace

bool Todos::read_call(std::string_view tool, std::string_view input, int turn) {
  const bool whole = tool == "TodoWrite" || tool == "update_plan" || tool == "write_todos" ||
                     tool == "todo_write" || tool == "todowrite";
  if (!whole && tool != "TaskCreate" && tool != "TaskUpdate") return false;
  const JsonMembers call(input);
  turn_ = turn;
  if (whole) {
    replace(call.has("todos") ? call.raw("todos") : call.raw("plan"), turn);
  } else if (tool == "TaskCreate") {
    ++created_;
    if (todos_.size() < kMostTodos)
      todos_.push_back({std::to_string(created_),
                        one_line(call.text_of({"subject", "description"}, 1000), 300),
                        Status::pending, turn});
  } else {
    std::string id = call.text_of({"taskId", "task_id", "id"}, 40);
    if (id.empty()) id = std::string(call.raw("taskId"));
    update(id, call.text("status", 40), turn);
  }
  return true;
}

void Todos::replace(std::string_view list, int turn) {
  std::vector<Todo> todos;
  for (std::string_view element : json_elements(list, kMostTodos)) {
    const JsonMembers todo(element);
    const std::string status = todo.text("status", 40);
    std::string text =
        one_line(todo.text_of({"content", "step", "description", "subject", "title"}, 1000), 300);
    if (text.empty() || is_gone(status)) continue;
    todos.push_back({{}, std::move(text), status_of(status), turn});
  }
  todos_ = std::move(todos);
}

void Todos::update(std::string_view id, std::string_view status, int turn) {
  for (auto todo = todos_.begin(); todo != todos_.end(); ++todo) {
    if (todo->id != id) continue;
    if (is_gone(status)) {
      todos_.erase(todo);
    } else if (!status.empty()) {
      todo->status = status_of(status);
      todo->turn = turn;
    }
    return;
  }
}

}  // namespace baton
