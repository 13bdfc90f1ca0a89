// Rules about words, wherever they stand outside of fences and of what was recorded verbatim.
#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "core/base/text.hpp"
#include "core/handoff/lint/rules.hpp"
#include "core/handoff/lint/words.hpp"

namespace baton {
namespace {

using Phrase = std::string_view;

constexpr auto kAssumed = std::to_array<Phrase>({
    "as discussed",
    "as we discussed",
    "we discussed",
    "as agreed",
    "as we agreed",
    "the usual way",
    "the usual place",
    "the usual command",
    "the usual steps",
    "as usual",
    "as always",
    "as you know",
    "you know",
    "you remember",
    "as you remember",
    "like last time",
    "as last time",
    "same as last time",
    "the normal way",
    "obviously",
    "needless to say",
    "self-explanatory",
    "self explanatory",
    "should be obvious",
    "is obvious",
    "we talked about",
    "you already know",
    "as per our discussion",
    "per our discussion",
    "per our conversation",
    "the thing from before",
});

constexpr auto kDangling = std::to_array<Phrase>({
    "see above",
    "see below",
    "as above",
    "as mentioned",
    "mentioned above",
    "mentioned earlier",
    "mentioned before",
    "described above",
    "described earlier",
    "discussed above",
    "discussed earlier",
    "shown above",
    "the screenshot above",
    "the message above",
    "the code above",
    "the error above",
    "earlier in this conversation",
    "earlier in the conversation",
    "earlier in this chat",
    "earlier in the chat",
    "previous conversation",
    "previous chat",
    "last conversation",
});

constexpr auto kLeftOver = std::to_array<Phrase>(
    {"yyyy-mm-dd", "x% complete", "x hours", "[insert", "<insert", "[your ", "[fill", "<fill"});

constexpr auto kRelativeDays = std::to_array<Phrase>({
    "yesterday",
    "tomorrow",
    "tonight",
    "this morning",
    "this afternoon",
    "last night",
    "next week",
    "last week",
    "on monday",
    "on tuesday",
    "on wednesday",
    "on thursday",
    "on friday",
});

/// "let you know", "if you know" assume nothing.
bool harmless(std::string_view lower, std::size_t at) {
  constexpr Phrase kBefore[] = {"let ",    "if ",   "when ", "once ", "do ",     "did ", "until ",
                                "unless ", "that ", "what ", "not ",  "things ", "lets "};
  return std::ranges::any_of(kBefore,
                             [&](Phrase word) { return lower.substr(0, at).ends_with(word); });
}

/// A reference that goes on with a name points somewhere: "see below: Blockers", "see above (§2)".
bool names_its_target(std::string_view rest) {
  const std::string_view next = rest.substr(0, std::min<std::size_t>(rest.size(), 12));
  return next.find_first_of("\"`§#:[") != std::string_view::npos || contains(next, "“");
}

/// Whether the line quotes the phrase itself, as in a list of words to avoid.
bool quoted(std::string_view lower, std::size_t at) {
  return at > 0 && (lower[at - 1] == '"' || lower[at - 1] == '`');
}

bool in_code(std::string_view line, std::size_t at) {
  return std::ranges::count(line.substr(0, at), '`') % 2 == 1;
}

std::size_t token_end(std::string_view line, std::size_t at) {
  return std::min(line.find_first_of(" \t`\"')]>,;", at), line.size());
}

/// Whether the code that surrounds `at` is more than one word: then it is a command.
bool in_command(std::string_view line, std::size_t at) {
  const std::size_t open = line.rfind('`', at);
  const std::size_t close = line.find('`', at);
  if (open == std::string_view::npos || close == std::string_view::npos) return false;
  return contains(trimmed(line.substr(open + 1, close - open - 1)), " ");
}

bool begins_token(std::string_view line, std::size_t at) {
  return at == 0 || contains(" \t`(\"'", line.substr(at - 1, 1));
}

/// `../x` outside of commands and links; `./x` in prose, since in code it is how a program is run.
bool misleads(std::string_view line, std::size_t at, std::size_t end) {
  const std::string_view path = line.substr(at, end - at);
  if (!begins_token(line, at) || (at > 0 && line[at - 1] == '(' && at > 1 && line[at - 2] == ']'))
    return false;
  if (path.find_first_of("*{<") != std::string_view::npos || path.size() < 4) return false;
  if (!in_code(line, at)) return true;
  return path.starts_with("../") && !in_command(line, at);
}

void check_relative_line(std::string_view line, LintReport& report) {
  for (std::size_t at = 0; (at = line.find("./", at)) != std::string_view::npos;) {
    const std::size_t start = at > 0 && line[at - 1] == '.' ? at - 1 : at;
    const std::size_t end = token_end(line, at);
    if (misleads(line, start, end)) report.add(line.substr(start), line.substr(start, end - start));
    at = end;
  }
}

bool is_path(std::string_view token) {
  const std::string_view name = base_name(token);
  const std::size_t dot = name.rfind('.');
  return dot != std::string_view::npos && dot > 0 && dot + 1 < name.size() &&
         is_letter(name[dot + 1]) && !contains(token, "://") && !token.starts_with("www.");
}

/// The words of a line that look like files.
std::vector<std::string_view> file_tokens(std::string_view line) {
  constexpr std::string_view kApart = " \t`\"'()[]<>,;|*:";
  std::vector<std::string_view> tokens;
  for (std::size_t at = 0; at < line.size();) {
    const std::size_t end = std::min(line.find_first_of(kApart, at), line.size());
    std::string_view token = line.substr(at, end - at);
    while (token.ends_with('.')) token.remove_suffix(1);
    if (token.size() > 3 && token.size() < 300 && is_path(token)) tokens.push_back(token);
    at = end + 1;
  }
  return tokens;
}

using PathsByName = std::map<std::string_view, std::set<std::string_view>>;

/// The files that the document names with their folder, and as themselves those in the root.
PathsByName named_paths(const LintDocument& document) {
  constexpr std::size_t kMostPaths = 20;
  PathsByName paths;
  for (const LintLine& line : document.lines)
    for (const std::string_view token : file_tokens(line.text)) {
      const bool whole =
          contains(token, "/") || trimmed(line.text) == "- `" + std::string(token) + "`";
      auto& known = paths[base_name(token)];
      if (whole && known.size() < kMostPaths) known.insert(token);
    }
  return paths;
}

/// Whether the paths name files in two folders: neither is the end of the other.
bool different_files(const std::set<std::string_view>& paths) {
  if (paths.empty()) return false;
  const std::string_view longest = *std::ranges::max_element(paths, {}, &std::string_view::size);
  return std::ranges::any_of(paths,
                             [&](std::string_view path) { return !longest.ends_with(path); });
}

bool wants_paths(const LintStatement& statement) {
  return statement.topic == Topic::next || statement.topic == Topic::in_progress ||
         statement.topic == Topic::blockers || statement.topic == Topic::errors;
}

}  // namespace

void check_assumed(LintReport& report) {
  for (const LintLine& line : report.document().lines) {
    if (!line.judged() || line.heading) continue;
    for (const Phrase phrase : kAssumed) {
      const std::size_t at = find_phrase(line.lower, phrase);
      if (at == std::string::npos || harmless(line.lower, at) || quoted(line.lower, at)) continue;
      report.add(line.text.substr(at), line.text.substr(at, phrase.size()));
      break;
    }
  }
}

void check_dangling(LintReport& report) {
  for (const LintLine& line : report.document().lines) {
    if (!line.judged() || line.heading) continue;
    for (const Phrase phrase : kDangling) {
      const std::size_t at = find_phrase(line.lower, phrase);
      if (at == std::string::npos || quoted(line.lower, at)) continue;
      if (names_its_target(line.lower.substr(at + phrase.size()))) continue;
      report.add(line.text.substr(at), line.text.substr(at, phrase.size()));
      break;
    }
  }
}

void check_template(LintReport& report) {
  for (const LintLine& line : report.document().lines) {
    if (!line.judged()) continue;
    for (const Phrase phrase : kLeftOver) {
      const std::size_t at = find_phrase(line.lower, phrase);
      if (at == std::string::npos || in_code(line.text, at)) continue;
      if (at > 0 && (line.lower[at - 1] == '_' || line.lower[at - 1] == '-')) continue;
      report.add(line.text.substr(at), line.text.substr(at, phrase.size()));
      break;
    }
  }
  for (const LintStatement& statement : report.document().statements) {
    const std::string_view text = trimmed(statement.text);
    const bool bracketed =
        text.size() > 5 && text.starts_with('[') && text.find(']') == text.size() - 1;
    if ((bracketed && contains(text, " ")) || text == "???" || text == "...")
      report.add(statement.text, text);
  }
}

void check_undated_time(LintReport& report) {
  const LintDocument& document = report.document();
  if (std::ranges::any_of(document.lines, [](const LintLine& line) { return has_day(line.lower); }))
    return;
  for (const LintLine& line : document.lines) {
    if (!line.judged()) continue;
    for (const Phrase phrase : kRelativeDays) {
      const std::size_t at = find_phrase(line.lower, phrase);
      if (at == std::string::npos) continue;
      report.add(line.text.substr(at), line.text.substr(at, phrase.size()));
      break;
    }
  }
}

void check_relative_paths(LintReport& report) {
  for (const LintLine& line : report.document().lines)
    if (line.judged()) check_relative_line(line.text, report);
}

void check_ambiguous_paths(LintReport& report) {
  const PathsByName paths = named_paths(report.document());
  for (const LintStatement& statement : report.document().statements) {
    if (!wants_paths(statement) || statement.referenced || statement.text.size() > 4096) continue;
    for (const std::string_view token : file_tokens(statement.text)) {
      const auto known = paths.find(token);
      if (contains(token, "/") || known == paths.end() || known->second.contains(token)) continue;
      const bool told = std::ranges::any_of(
          known->second, [&](std::string_view path) { return contains(statement.whole, path); });
      if (!told && different_files(known->second)) report.add(token, token);
    }
  }
}

}  // namespace baton
