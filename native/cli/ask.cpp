#include "native/cli/ask.hpp"

#include <unistd.h>

#include <iostream>

#include "core/base/text.hpp"

namespace baton::cli {

namespace {

/// What was typed after the question, in lower case.
std::optional<std::string> answer_to(Desk& desk, const std::string& question) {
  if (!desk.notes.is_terminal() || isatty(STDIN_FILENO) == 0) return std::nullopt;
  desk.notes.write(question);
  std::string line;
  if (!std::getline(std::cin, line)) desk.notes.line();
  return lowered(trimmed(line));
}

bool is_yes(const std::string& answer) { return answer == "y" || answer == "yes"; }

}  // namespace

std::optional<bool> confirm(Desk& desk, const std::string& question) {
  const auto answer = answer_to(desk, question + " [y/N] ");
  return answer ? std::optional(is_yes(*answer)) : std::nullopt;
}

std::optional<Consent> ask(Desk& desk, const std::string& question) {
  const auto answer = answer_to(desk, question + " [y/N/always] ");
  if (!answer) return std::nullopt;
  if (*answer == "a" || *answer == "always") return Consent::always;
  return is_yes(*answer) ? Consent::once : Consent::no;
}

}  // namespace baton::cli
