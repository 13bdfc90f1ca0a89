#include "native/cli/assistants.hpp"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <vector>

namespace baton::cli {
namespace {

constexpr std::array kAssistants{
    Assistant{"claude", ""},
    Assistant{"codex", ""},
    Assistant{"gemini", "--prompt-interactive"},
    Assistant{"opencode", "--prompt"},
    Assistant{"cursor-agent", ""},
};

/// What Linux lets one argument be long, with its NUL.
constexpr std::size_t kLongestArgument = 128UL * 1024;

std::string names() {
  std::string text;
  for (const Assistant& one : kAssistants)
    text += (text.empty() ? "" : ", ") + std::string(one.name);
  return text;
}

}  // namespace

std::span<const Assistant> assistants() { return kAssistants; }

Result<Assistant> assistant_named(std::string_view name) {
  const auto found = std::ranges::find(kAssistants, name, &Assistant::name);
  if (found != kAssistants.end()) return *found;
  return fail(Fault::invalid, "usage",
              "--to knows " + names() + ", not " + std::string(name) + ".");
}

std::string start_line(const Assistant& assistant, const std::string& command) {
  std::string line(assistant.name);
  if (!assistant.option.empty()) line += ' ' + std::string(assistant.option);
  return line + " \"$(" + command + ")\"";
}

std::unexpected<Error> become(const Assistant& assistant, const std::string& message) {
  if (message.size() >= kLongestArgument)
    return fail(Fault::too_large, "too_large",
                "The handoff has " + std::to_string(message.size() / 1000) +
                    " kB and no argument may have more than 131 kB: give a smaller --budget.");
  std::vector<std::string> words{std::string(assistant.name)};
  if (!assistant.option.empty()) words.emplace_back(assistant.option);
  words.push_back(message);
  std::vector<char*> arguments;
  for (std::string& word : words) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  setenv(kHandedOver, "1", 1);
  execvp(arguments[0], arguments.data());
  const int reason = errno;
  if (reason == ENOENT)
    return fail(Fault::not_found, "no_assistant",
                words[0] +
                    " is not installed, or not on PATH: `baton handoff --format prompt` prints "
                    "what to paste.");
  return fail(Fault::unavailable, "no_assistant",
              words[0] + " cannot be started: " + std::strerror(reason) + ".");
}

}  // namespace baton::cli
