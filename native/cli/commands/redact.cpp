#include "core/redact/redact.hpp"

#include "native/cli/commands/commands.hpp"
#include "native/cli/input.hpp"

namespace baton::cli {
namespace {

/// The whole text is read first: a private key has many lines.
Result<int> redact(Desk& desk, const std::string& file) {
  TRY(const Input input, read_input(desk.environment, file));
  MaskCounts counts;
  desk.out.write(mask_secrets(input.text, counts));
  for (const auto& [rule, count] : counts) {
    remark(desk, rule + ": " + std::to_string(count));
  }
  if (counts.empty()) remark(desk, "Nothing was masked.");
  return 0;
}

}  // namespace

void add_redact(CommandLine& line) {
  Command& command =
      line.add("redact", "Tools", "a filter: text in, masked text out; what was masked on stderr",
               {"baton redact session.log > clean.log", "env | baton redact"});
  const auto file = std::make_shared<std::string>("-");
  command.app->add_option("FILE", *file, "the text; standard input if absent or -");
  command.action = [file](Desk& desk) { return redact(desk, *file); };
}

}  // namespace baton::cli
