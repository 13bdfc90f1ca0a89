#include "native/cli/ask.hpp"

#include <unistd.h>

#include <iostream>

#include "core/base/text.hpp"

namespace baton::cli {

std::optional<Consent> ask(Desk& desk, const std::string& question) {
  if (!desk.notes.is_terminal() || isatty(STDIN_FILENO) == 0) return std::nullopt;
  desk.notes.write(question + " [y/N/always] ");
  std::string line;
  if (!std::getline(std::cin, line)) desk.notes.line();
  const std::string answer = lowered(trimmed(line));
  if (answer == "a" || answer == "always") return Consent::always;
  return answer == "y" || answer == "yes" ? Consent::once : Consent::no;
}

}  // namespace baton::cli
