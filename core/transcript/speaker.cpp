#include "core/transcript/speaker.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "core/base/text.hpp"

namespace baton {
namespace {

constexpr std::size_t kLongestName = 48;

struct Name {
  std::string_view word;
  Role role;
};

constexpr std::array kNames = std::to_array<Name>({
    {"user", Role::user},
    {"human", Role::user},
    {"me", Role::user},
    {"you", Role::user},
    {"prompt", Role::user},
    {"assistant", Role::assistant},
    {"ai assistant", Role::assistant},
    {"ai", Role::assistant},
    {"agent", Role::assistant},
    {"bot", Role::assistant},
    {"llm", Role::assistant},
    {"model", Role::assistant},
    {"response", Role::assistant},
    {"claude", Role::assistant},
    {"claude code", Role::assistant},
    {"chatgpt", Role::assistant},
    {"gpt", Role::assistant},
    {"gemini", Role::assistant},
    {"codex", Role::assistant},
    {"copilot", Role::assistant},
    {"github copilot", Role::assistant},
    {"cursor", Role::assistant},
    {"grok", Role::assistant},
    {"deepseek", Role::assistant},
    {"mistral", Role::assistant},
    {"llama", Role::assistant},
    {"system", Role::system},
    {"developer", Role::system},
    {"tool", Role::tool},
    {"tool result", Role::tool},
    {"tool output", Role::tool},
    {"function", Role::tool},
});

constexpr auto kFamilies =
    std::to_array<std::string_view>({"gpt-", "claude ", "claude-", "gemini ", "gemini-", "llama "});

std::string_view without_mark(std::string_view text, char mark) {
  while (text.ends_with(mark)) text.remove_suffix(1);
  return trimmed(text);
}

/// A name without emoji before it, stars around it, a colon or a remark in brackets behind it.
std::string_view bare_name(std::string_view label) {
  label = trimmed(label);
  while (!label.empty() && (static_cast<unsigned char>(label[0]) >= 0x80 || label[0] == ' ' ||
                            label[0] == '*' || label[0] == '_'))
    label.remove_prefix(1);
  label = without_mark(without_mark(without_mark(label, '*'), ':'), '*');
  for (const auto [open, close] : {std::pair('(', ')'), std::pair('[', ']')})
    if (const auto at = label.find(open); label.ends_with(close) && at != std::string_view::npos)
      label = trimmed(label.substr(0, at));
  return without_mark(label, '*');
}

std::optional<Role> role_of(std::string_view label) {
  if (label.empty() || label.size() > kLongestName) return std::nullopt;
  const std::string name = lowered(bare_name(label));
  for (const Name& known : kNames)
    if (known.word == name) return known.role;
  for (std::string_view family : kFamilies)
    if (name.starts_with(family) && name.size() < 24) return Role::assistant;
  return std::nullopt;
}

using Style = SpeakerLine::Style;

std::optional<SpeakerLine> made(std::string_view label, Style style, int level,
                                std::string_view words) {
  const auto role = role_of(label);
  if (!role) return std::nullopt;
  return SpeakerLine{*role, style, level, trimmed(words)};
}

std::optional<SpeakerLine> heading(std::string_view line) {
  const std::size_t level = std::min(line.find_first_not_of('#'), line.size());
  if (level > 6 || level == line.size() || line[level] != ' ') return std::nullopt;
  return made(without_mark(trimmed(line.substr(level)), '#'), Style::heading,
              static_cast<int>(level), {});
}

/// `**User:** words`, `**User**: words`, or `**User**` alone.
std::optional<SpeakerLine> bold(std::string_view line) {
  const std::size_t close = line.find("**", 2);
  if (close == std::string_view::npos) return std::nullopt;
  const std::string_view label = line.substr(2, close - 2);
  std::string_view words = line.substr(close + 2);
  const bool colon_behind = words.starts_with(':');
  if (colon_behind) words.remove_prefix(1);
  if (!colon_behind && !label.ends_with(':') && !trimmed(words).empty()) return std::nullopt;
  return made(label, Style::bold, 0, words);
}

}  // namespace

std::optional<SpeakerLine> speaker_of(std::string_view line) {
  line = trimmed(line);
  if (line.starts_with('#')) return heading(line);
  if (line.starts_with("**")) return bold(line);
  const std::size_t colon = line.substr(0, kLongestName).find(':');
  if (colon == std::string_view::npos) return std::nullopt;
  return made(line.substr(0, colon), Style::plain, 0, line.substr(colon + 1));
}

bool Fences::covers(std::string_view line) {
  const std::string_view bare = trimmed(line);
  const char mark = bare.empty() ? '\0' : bare[0];
  std::size_t length = 0;
  if (mark == '`' || mark == '~') length = std::min(bare.find_first_not_of(mark), bare.size());
  if (!open()) {
    const bool inline_code = mark == '`' && bare.find('`', length) != std::string_view::npos;
    if (length < 3 || inline_code) return false;
    mark_ = mark;
    length_ = length;
  } else if (mark == mark_ && length >= length_ && length == bare.size()) {
    length_ = 0;
  }
  return true;
}

}  // namespace baton
