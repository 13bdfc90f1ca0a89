#include "core/handoff/claimed_commands.hpp"

#include <algorithm>
#include <array>
#include <span>

#include "core/base/text.hpp"
#include "core/handoff/extract/shell.hpp"

namespace baton {
namespace {

constexpr std::size_t kLongestWord = 300;

constexpr auto kShellWords = std::to_array<std::string_view>(
    {"cd",    "export", "set",    "unset", "source", ".",    "for",     "while",  "until",
     "if",    "then",   "else",   "elif",  "fi",     "do",   "done",    "case",   "esac",
     "echo",  "true",   "false",  "test",  "[",      "exit", "return",  "read",   "wait",
     "alias", "type",   "pushd",  "popd",  "local",  "eval", "trap",    "printf", "pwd",
     "kill",  "ulimit", "umask",  "jobs",  "fg",     "bg",   "command", "break",  "continue",
     "in",    "[[",     "select", "until", "declare"});
constexpr auto kPrefixes =
    std::to_array<std::string_view>({"sudo", "time", "env", "exec", "nohup", "command"});

bool one_of(std::string_view word, std::span<const std::string_view> words) {
  return std::ranges::find(words, word) != words.end();
}

/// A word that means the same to the shell as it is written.
bool is_plain(std::string_view word) {
  return !word.empty() && word.size() <= kLongestWord && !word.starts_with('-') &&
         std::ranges::all_of(word, [](char c) {
           return is_letter(c) || is_digit(c) || contains("._-/+@:", std::string_view(&c, 1));
         });
}

bool assigns(std::string_view word) {
  const std::size_t equals = word.find('=');
  return equals != std::string_view::npos && equals > 0 &&
         std::ranges::all_of(word.substr(0, equals),
                             [](char c) { return is_letter(c) || is_digit(c) || c == '_'; });
}

using WordList = std::span<const std::string>;

WordList without_prefixes(WordList words) {
  while (!words.empty() && (assigns(words.front()) || one_of(words.front(), kPrefixes)))
    words = words.subspan(1);
  return words;
}

/// `test` of `npm test` and of `pnpm run test`; "" if the words name no script for certain.
std::string script_of(WordList words) {
  const std::string_view program = words[0];
  if (program != "npm" && program != "pnpm" && program != "yarn" && program != "bun") return {};
  if (words.size() < 2) return {};
  if (program == "npm" && (words[1] == "test" || words[1] == "start")) return words[1];
  if (words[1] != "run" || words.size() < 3 || !is_plain(words[2])) return {};
  return contains(words[2], ".") || contains(words[2], "/") ? "" : words[2];
}

bool elsewhere(WordList words) {
  return std::ranges::any_of(words, [](const std::string& word) {
    return word.starts_with("-C") || word.starts_with("-w") || word.starts_with("--prefix") ||
           word.starts_with("--dir") || word.starts_with("--workspace") || word.starts_with("-f");
  });
}

void add_targets(WordList words, const std::string& where, std::vector<ClaimedCommand>& found) {
  if (words[0] != "make" && words[0] != "gmake") return;
  for (const std::string& word : words.subspan(1))
    if (is_plain(word) && !is_digit(word.front()))
      found.push_back({ClaimKind::target, word, "is in the Makefile", where});
}

/// Where a `cd` leads; nullopt if the words do not say it plainly: then nothing after it is known.
bool follow(WordList words, std::string& where) {
  if (words.size() != 2 || !is_plain(words[1])) return false;
  where = words[1].starts_with('/') || where.empty() ? words[1] : where + '/' + words[1];
  return where.size() <= kLongestWord;
}

void add_command(WordList words, const std::string& where, std::vector<ClaimedCommand>& found) {
  if (!is_plain(words[0]) || one_of(words[0], kShellWords) || words[0].ends_with(':')) return;
  found.push_back(
      {ClaimKind::program, words[0], "is installed", contains(words[0], "/") ? where : ""});
  if (elsewhere(words)) return;
  if (std::string script = script_of(words); !script.empty())
    found.push_back({ClaimKind::script, std::move(script), "is in package.json", where});
  add_targets(words, where, found);
}

}  // namespace

std::vector<ClaimedCommand> commands_in(std::string_view command) {
  std::vector<ClaimedCommand> found;
  // A here-document's lines look like commands.
  if (contains(command, "<<")) command = command.substr(0, command.find("<<"));
  std::string where;
  for (const std::string& part : shell_parts(command)) {
    const std::vector<std::string> all = shell_words(part);
    const WordList words = without_prefixes(all);
    if (words.empty()) continue;
    if (words[0] == "cd" && !follow(words, where)) break;
    if (words[0] != "cd") add_command(words, where, found);
  }
  return found;
}

}  // namespace baton
