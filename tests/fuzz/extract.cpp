// Turns cut out of any bytes: a handoff comes of them, and it reads back.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "core/base/text.hpp"
#include "core/handoff/extract.hpp"

namespace {

constexpr const char* kTools[] = {"Bash",
                                  "Write",
                                  "Edit",
                                  "TodoWrite",
                                  "Task",
                                  "TaskCreate",
                                  "TaskUpdate",
                                  "ExitPlanMode",
                                  "AskUserQuestion",
                                  "apply_patch",
                                  "shell",
                                  "MultiEdit",
                                  "Read",
                                  ""};

baton::Turn turn_of(std::uint8_t head, std::uint8_t tool, std::string text, int number) {
  baton::Turn turn;
  turn.kind = static_cast<baton::TurnKind>(head % 5);
  turn.role = static_cast<baton::Role>((head / 5) % 4);
  turn.typed = head & 64;
  turn.failed = head & 128;
  turn.tool = kTools[tool % std::size(kTools)];
  if (tool > 200) turn.agent = "worker";
  turn.uid =
      "call" + std::to_string(turn.kind == baton::TurnKind::tool_result ? number - 1 : number);
  if (turn.kind == baton::TurnKind::tool_result) turn.uid += ":result";
  turn.text = std::move(text);
  return turn;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string_view input(reinterpret_cast<const char*>(data), size);
  baton::Extractor extractor;
  for (int number = 1; input.size() > 2; ++number) {
    const auto head = static_cast<std::uint8_t>(input[0]);
    const auto tool = static_cast<std::uint8_t>(input[1]);
    input.remove_prefix(2);
    const std::size_t end = std::min(input.find('\0'), input.size());
    std::int64_t replaced = 0;
    extractor.add(turn_of(head, tool, baton::repaired_utf8(input.substr(0, end), replaced), number),
                  number);
    input.remove_prefix(std::min(end + 1, input.size()));
  }
  baton::Closing closing;
  closing.session_number = 2;
  closing.cwd = "/home/ada/work";
  closing.drop = {1, -4, 900};
  const baton::Handoff first = extractor.finish(closing, nullptr);
  const baton::Handoff second = extractor.finish(closing, &first);
  if (baton::parse_handoff(baton::render_markdown(second)) != second) std::abort();
  if (baton::count_tokens(baton::render_prompt(second, 500)) > 500) std::abort();
  return 0;
}
