#include "core/handoff/extract/seen_values.hpp"

#include <algorithm>

#include "core/base/text.hpp"

namespace baton {
namespace {

constexpr std::size_t kMostNames = 400;
constexpr std::string_view kHost = "localhost:";

/// "Next.js" and "next" are one.
std::string name_key(std::string_view name) {
  std::string key = lowered(name);
  if (key.ends_with(".js")) key.resize(key.size() - 3);
  return key;
}

std::string_view number_at(std::string_view text, std::size_t at) {
  std::size_t end = at;
  while (end < text.size() && (is_digit(text[end]) || (text[end] == '.' && end + 1 < text.size() &&
                                                       is_digit(text[end + 1]))))
    ++end;
  return text.substr(at, end - at);
}

/// The name right before `at`, with what may stand between a name and its version taken off.
std::string_view name_before(std::string_view text, std::size_t at) {
  constexpr std::string_view kBetween = " \"':@^~=v";
  std::size_t end = at;
  while (end > 0 && at - end < 6 && kBetween.find(text[end - 1]) != std::string_view::npos) --end;
  std::size_t start = end;
  while (start > 0 && end - start < 40 && (is_letter(text[start - 1]) || text[start - 1] == '.'))
    --start;
  if (start > 0 && (is_digit(text[start - 1]) || text[start - 1] == '-' || text[start - 1] == '/'))
    return {};
  return text.substr(start, end - start);
}

/// Whether the name is the end of a longer one ("Lucide React").
bool in_longer_name(std::string_view text, std::string_view name) {
  const auto start = static_cast<std::size_t>(name.data() - text.data());
  if (start < 2 || text[start - 1] != ' ' || !is_letter(text[start - 2])) return false;
  std::size_t word = start - 1;
  while (word > 0 && is_letter(text[word - 1])) --word;
  return text[word] >= 'A' && text[word] <= 'Z';
}

/// Whether a text tells of a change from one version to another.
bool tells_of_change(std::string_view claim) {
  const std::string lower = lowered(claim);
  return contains(lower, "from ") || contains(lower, "upgrad") || contains(lower, "migrat") ||
         contains(lower, "→") || contains(lower, "instead of") || contains(lower, "not ");
}

/// Calls `visit(name, number)` for each number that follows a name.
template <class Visit>
void each_version(std::string_view text, const Visit& visit) {
  for (std::size_t i = 1; i < text.size(); ++i) {
    if (!is_digit(text[i]) || is_digit(text[i - 1]) || text[i - 1] == '.') continue;
    const std::string_view number = number_at(text, i);
    const std::string_view name = name_before(text, i);
    if (name.size() >= 3 && is_letter(name.front()) && number.size() <= 16) visit(name, number);
    i += number.size() - 1;
  }
}

std::string_view major_of(std::string_view version) { return version.substr(0, version.find('.')); }

std::string_view port_in(std::string_view text) {
  const std::size_t at = text.rfind(kHost);
  return at == std::string_view::npos ? std::string_view() : number_at(text, at + kHost.size());
}

}  // namespace

void SeenValues::read(std::string_view output) {
  if (const std::string_view port = port_in(output); !port.empty()) port_ = port;
  each_version(output, [&](std::string_view name, std::string_view number) {
    if (std::count(number.begin(), number.end(), '.') < 2) return;
    const auto found = versions_.find(name_key(name));
    if (found != versions_.end())
      found->second = number;
    else if (versions_.size() < kMostNames)
      versions_.emplace(name_key(name), number);
  });
}

std::string SeenValues::contradiction(std::string_view claim) const {
  std::string found;
  if (tells_of_change(claim)) return found;
  if (const std::string_view port = port_in(claim);
      !port.empty() && !port_.empty() && port != port_)
    found = "port " + std::string(port) + " was said, port " + port_ + " was seen";
  each_version(claim, [&](std::string_view name, std::string_view number) {
    if (!found.empty() || !(name.front() >= 'A' && name.front() <= 'Z')) return;
    if (in_longer_name(claim, name)) return;
    const auto seen = versions_.find(name_key(name));
    if (seen == versions_.end() || major_of(seen->second) == major_of(number)) return;
    found = std::string(name) + ' ' + std::string(number) + " was said, " + seen->second +
            " was seen in an output";
  });
  return found;
}

}  // namespace baton
