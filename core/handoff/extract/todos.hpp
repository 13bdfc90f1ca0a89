#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace baton {

/// The assistant's list of tasks as its tools keep it: replaced as a whole (TodoWrite, update_plan,
/// write_todos) or changed one by one (TaskCreate, TaskUpdate).
class Todos {
 public:
  enum class Status : std::uint8_t { pending, in_progress, completed };
  struct Todo {
    std::string id;  ///< "" where the tool has none
    std::string text;
    Status status = Status::pending;
    int turn = 0;
  };

  /// Takes a tool call; false if it is none of these tools.
  bool read_call(std::string_view tool, std::string_view input, int turn);

  const std::vector<Todo>& all() const { return todos_; }
  int turn() const { return turn_; }

 private:
  void replace(std::string_view list, int turn);
  void update(std::string_view id, std::string_view status, int turn);

  std::vector<Todo> todos_;
  int created_ = 0;
  int turn_ = 0;
};

}  // namespace baton
