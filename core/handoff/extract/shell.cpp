#include "core/handoff/extract/shell.hpp"

#include <algorithm>
#include <array>
#include <span>

#include "core/base/text.hpp"
#include "core/handoff/one_line.hpp"

namespace baton {
namespace {

constexpr std::size_t kLongestCommand = 8000;

using Words = std::span<const std::string_view>;

constexpr auto kLook = std::to_array<std::string_view>({
    "ls",    "cat",    "find", "grep",     "rg",      "head",     "tail",   "wc",    "echo",
    "mkdir", "pwd",    "cd",   "sed",      "awk",     "tree",     "which",  "sleep", "kill",
    "pkill", "rm",     "cp",   "mv",       "touch",   "test",     "[",      "diff",  "sort",
    "uniq",  "xargs",  "true", "file",     "stat",    "du",       "df",     "ps",    "lsof",
    "env",   "export", "date", "type",     "less",    "more",     "printf", "jq",    "cut",
    "tr",    "chmod",  "ln",   "basename", "dirname", "realpath", "whoami", "uname", "fd",
    "lsd",   "exa",    "bat",  "set",      "if",      "for",      "while",
});

constexpr auto kTestWords = std::to_array<std::string_view>(
    {"test", "tests", "pytest", "vitest", "jest", "ctest", "unittest", "mocha", "rspec", "phpunit",
     "tox", "nox", "check-tests", "playwright", "cypress", "unit_tests", "nextest"});
constexpr auto kBuildWords = std::to_array<std::string_view>(
    {"build", "tsc", "make", "cmake", "ninja", "compile", "webpack", "rollup", "gradle", "mvn",
     "xcodebuild", "bazel", "msbuild", "docker-build", "check-types", "type-check", "typecheck",
     "py_compile"});
constexpr auto kLintWords = std::to_array<std::string_view>(
    {"lint", "eslint", "ruff", "flake8", "mypy", "pylint", "prettier", "clippy", "fmt", "black",
     "clang-format", "clang-tidy", "biome", "pyright", "format"});
constexpr auto kInstallWords = std::to_array<std::string_view>(
    {"install", "add", "create-next-app", "ci", "sync", "init", "create", "venv", "get"});
constexpr auto kRunWords = std::to_array<std::string_view>(
    {"dev", "start", "serve", "run", "up", "migrate", "upgrade", "deploy", "uvicorn", "gunicorn",
     "flask", "curl", "seed", "preview", "push"});

bool among(std::string_view word, Words words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

bool is_assignment(std::string_view word) {
  const std::size_t equals = word.find('=');
  if (equals == std::string_view::npos || equals == 0) return false;
  return std::all_of(word.begin(), word.begin() + static_cast<std::ptrdiff_t>(equals), [](char c) {
    return (c >= 'A' && c <= 'Z') || c == '_' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z');
  });
}

/// The part that does the work: the last that neither looks nor prepares.
std::vector<std::string> working_words(std::string_view command) {
  std::vector<std::string> best;
  for (const std::string& part : shell_parts(command)) {
    std::vector<std::string> words = shell_words(part);
    while (!words.empty() && (is_assignment(words.front()) || words.front() == "sudo" ||
                              words.front() == "time" || words.front() == "timeout"))
      words.erase(words.begin());
    if (words.empty()) continue;
    const std::string_view program = base_name(words.front());
    if (program == "source" || program == "." || among(program, kLook)) {
      if (best.empty() && program != "cd" && program != "source") best = std::move(words);
      continue;
    }
    const bool looks = !best.empty() && among(base_name(best.front()), kLook);
    if (best.empty() || looks || kind_of(part) > CommandKind::other) best = std::move(words);
  }
  return best;
}

bool ornament(char c) { return c == '=' || c == '-' || c == '_' || c == '*' || c == ' '; }

std::string_view without_ornaments(std::string_view line) {
  line = trimmed(line);
  while (line.size() > 1 && ornament(line.front()) && ornament(line[1])) line.remove_prefix(1);
  while (line.size() > 1 && ornament(line.back()) && ornament(line[line.size() - 2]))
    line.remove_suffix(1);
  while (!line.empty() && (line.front() == ' ' || line.front() == '=')) line.remove_prefix(1);
  while (!line.empty() && (line.back() == ' ' || line.back() == '=')) line.remove_suffix(1);
  return line;
}

/// The offset after the here-document that starts at `at` (`<<'EOF'`), or `at`.
std::size_t after_here_document(std::string_view command, std::size_t at) {
  if (!command.substr(at).starts_with("<<") || command.substr(at).starts_with("<<<")) return at;
  std::size_t start = command.find_first_not_of("<-'\" ", at);
  if (start == std::string_view::npos) return at;
  const std::size_t end = std::min(command.find_first_of("'\" \n)|;&", start), command.size());
  const std::string mark = "\n" + std::string(command.substr(start, end - start));
  const std::size_t close = mark.size() > 1 ? command.find(mark, end) : std::string_view::npos;
  return close == std::string_view::npos ? at : close + mark.size();
}

/// The number right before `word` in `line`, or -1: "12 passed".
long count_before(std::string_view lower, std::string_view word) {
  for (std::size_t at = 0; (at = lower.find(word, at)) != std::string_view::npos; ++at) {
    std::size_t end = at;
    while (end > 0 && (lower[end - 1] == ' ' || lower[end - 1] == 't' || lower[end - 1] == 'e' ||
                       lower[end - 1] == 's'))
      --end;
    std::size_t start = end;
    while (start > 0 && is_digit(lower[start - 1])) --start;
    if (start == end || end - start > 9) continue;
    long value = 0;
    for (std::size_t i = start; i < end; ++i) value = value * 10 + (lower[i] - '0');
    return value;
  }
  return -1;
}

/// The number after `word` and a colon: "Failed: 2".
long count_after(std::string_view lower, std::string_view word) {
  const std::size_t at = lower.find(word);
  if (at == std::string_view::npos) return -1;
  std::size_t i = at + word.size();
  while (i < lower.size() && lower[i] == ' ') ++i;
  if (i >= lower.size() || !is_digit(lower[i])) return -1;
  long value = 0;
  for (; i < lower.size() && is_digit(lower[i]) && value < 100000000; ++i)
    value = value * 10 + (lower[i] - '0');
  return value;
}

bool is_telling_error(std::string_view lower) {
  constexpr auto kSigns = std::to_array<std::string_view>(
      {"error",          "exception",    "failed",   "fatal",          "not found",  "no such",
       "cannot",         "can't",        "denied",   "undefined",      "unexpected", "refused",
       "missing",        "invalid",      "panicked", "does not exist", "assert",     "unable to",
       "not recognized", "incompatible", "conflict"});
  return std::any_of(kSigns.begin(), kSigns.end(),
                     [&](std::string_view sign) { return contains(lower, sign); });
}

}  // namespace

std::vector<std::string> shell_parts(std::string_view command) {
  command = cut(command, kLongestCommand);
  std::vector<std::string> parts(1);
  char quote = 0;
  bool piped = false;
  for (std::size_t i = 0; i < command.size(); ++i) {
    const char c = command[i];
    if (c == '\\' && i + 1 < command.size()) {
      if (!piped) parts.back() += command.substr(i, 2);
      ++i;
      continue;
    }
    if (quote) {
      if (c == quote) quote = 0;
    } else if (c == '<' && after_here_document(command, i) > i) {
      i = after_here_document(command, i) - 1;
      continue;
    } else if (c == '\'' || c == '"') {
      quote = c;
    } else if (c == ';' || c == '\n' || command.substr(i).starts_with("&&") ||
               command.substr(i).starts_with("||")) {
      if (c == '&' || c == '|') ++i;
      if (parts.size() < 64) parts.emplace_back();
      piped = false;
      continue;
    } else if (c == '|') {
      piped = true;
    }
    if (!piped) parts.back() += c;
  }
  std::erase_if(parts, [](const std::string& part) { return trimmed(part).empty(); });
  return parts;
}

std::vector<std::string> shell_words(std::string_view command) {
  std::vector<std::string> words;
  std::string word;
  char quote = 0;
  bool open = false;
  for (const char c : command) {
    if (quote) {
      if (c == quote)
        quote = 0;
      else
        word += c;
    } else if (c == '\'' || c == '"') {
      quote = c;
      open = true;
    } else if (c == ' ' || c == '\t' || c == '\n') {
      if ((open || !word.empty()) && words.size() < 64) words.push_back(word);
      word.clear();
      open = false;
    } else {
      word += c;
    }
  }
  if ((open || !word.empty()) && words.size() < 64) words.push_back(word);
  return words;
}

std::string command_key(std::string_view command) {
  std::vector<std::string> words = working_words(command);
  if (words.empty()) return {};
  if (words.size() > 2 && words[1] == "-m" && words[0].starts_with("python"))
    words.erase(words.begin(), words.begin() + 2);
  std::string key(base_name(words.front()));
  const bool runner =
      among(key, std::to_array<std::string_view>(
                     {"npm",  "pnpm",   "yarn", "npx",    "bun", "cargo",    "go",      "git",
                      "make", "docker", "uv",   "poetry", "pip", "python",   "python3", "node",
                      "deno", "gradle", "mvn",  "dotnet", "php", "composer", "bundle",  "rails",
                      "mix",  "ninja",  "just", "bash",   "sh"}));
  if (!runner) return key;
  std::size_t taken = 0;
  for (std::size_t i = 1; i < words.size() && taken < 2; ++i) {
    if (words[i].starts_with('-')) continue;
    key += ' ' + words[i];
    ++taken;
    if (words[i] != "run" && words[i] != "exec" && words[i] != "compose") break;
  }
  return key;
}

CommandKind kind_of(std::string_view command) {
  CommandKind kind = CommandKind::look;
  for (const std::string& part : shell_parts(command)) {
    std::vector<std::string> words = shell_words(part);
    while (!words.empty() && is_assignment(words.front())) words.erase(words.begin());
    if (words.empty() || words.front() == "source" || words.front() == ".") continue;
    const std::string_view program = base_name(words.front());
    if (among(program, kLook)) continue;
    CommandKind own = CommandKind::other;
    if (program == "git") own = CommandKind::look;
    const std::size_t most = program == "git" ? 0 : std::min<std::size_t>(words.size(), 4);
    for (std::size_t i = 0; i < most; ++i) {
      std::string_view word = base_name(words[i]);
      const std::string_view action = word.substr(0, word.find(':'));
      CommandKind found = CommandKind::look;
      if (among(word, kTestWords) || among(action, kTestWords))
        found = CommandKind::test;
      else if (among(word, kBuildWords) || among(action, kBuildWords))
        found = CommandKind::build;
      else if (among(word, kLintWords) || among(action, kLintWords))
        found = CommandKind::lint;
      else if (among(word.substr(0, word.find('@')), kInstallWords))
        found = CommandKind::install;
      else if (among(word, kRunWords))
        found = CommandKind::run;
      if (found == CommandKind::look || (found == CommandKind::run && own > found)) continue;
      if (own == CommandKind::install && found > own) continue;
      own = found == CommandKind::test || own < found ? found : own;
    }
    kind = std::max(kind, own);
  }
  return kind;
}

std::string shown_command(std::string_view command) {
  command = trimmed(cut(command, kLongestCommand));
  if (const std::size_t here = command.find("<<"); here != std::string_view::npos) {
    const std::size_t end = command.find('\n', here);
    if (end != std::string_view::npos) command = command.substr(0, end);
  }
  std::string line = one_line(command, 400);
  for (std::string_view plumbing : {" | tail", " | head", " 2>&1", " 2>/dev/null"}) {
    const std::size_t at = line.find(plumbing);
    if (at != std::string::npos && line.find("&&", at) == std::string::npos &&
        line.find(';', at) == std::string::npos)
      line.resize(at);
  }
  return line;
}

std::string without_escapes(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\x1b') {
      if (text[i] != '\r') out += text[i];
      continue;
    }
    if (i + 1 < text.size() && text[i + 1] == '[') {
      i += 2;
      while (i < text.size() && !(text[i] >= '@' && text[i] <= '~')) ++i;
    }
  }
  return out;
}

std::string telling_line(std::string_view output) {
  std::string_view first;
  std::string_view sign;
  std::string_view named;   // "TypeError: …", "error: …"
  std::string_view python;  // pytest's "E   …", the last of them
  for (std::string_view line : lines_of(output)) {
    const std::string_view bare = without_ornaments(line);
    if (bare.size() < 3 || bare.starts_with("Exit code ") || bare.starts_with("Traceback"))
      continue;
    if (first.empty()) first = bare;
    if (line.starts_with("E   ")) python = trimmed(line.substr(1));
    const std::string lower = lowered(cut(bare, 400));
    if (named.empty() && line.starts_with("--- FAIL")) named = bare;
    if (contains(lower, "warning") || contains(lower, " warn ") || !is_telling_error(lower))
      continue;
    if (sign.empty()) sign = bare;
    if (named.empty() && (contains(lower, "error: ") || contains(lower, "error ts"))) named = bare;
  }
  for (std::string_view line : {python, named, sign, first})
    if (!line.empty()) return one_line(line, 200);
  return {};
}

std::string test_counts(std::string_view output, bool& failed) {
  std::string best;
  for (std::string_view line : lines_of(output)) {
    if (line.size() > 300) continue;
    const std::string lower = lowered(line);
    if (!contains(lower, "pass") && !contains(lower, "fail") && !contains(lower, "tests")) continue;
    const long passed = std::max({count_before(lower, "passed"), count_before(lower, "passing"),
                                  count_after(lower, "passed:")});
    long failures = std::max({count_before(lower, "failed"), count_before(lower, "failing"),
                              count_after(lower, "failed:"), count_after(lower, "failures:")});
    if (contains(lower, "all tests passed")) failures = 0;
    const bool all = contains(lower, "all tests passed") || contains(lower, "tests passed");
    if (passed < 0 && failures < 0 && !all) continue;
    // A runner counts files first and tests after: the later line stands.
    best = one_line(without_ornaments(line), 160);
    failed = failures > 0;
  }
  return best;
}

}  // namespace baton
