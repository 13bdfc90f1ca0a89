#include "core/handoff/extract/searching.hpp"

#include <algorithm>
#include <array>
#include <span>

#include "core/base/sort.hpp"
#include "core/base/text.hpp"
#include "core/handoff/extract/reading.hpp"
#include "core/handoff/extract/shell.hpp"
#include "core/handoff/one_line.hpp"

namespace baton {
namespace {

constexpr std::size_t kLongestSearched = 20000;
constexpr std::size_t kMostFound = 60;
constexpr std::size_t kMostTold = 4;
constexpr std::size_t kLongestHit = 200;  ///< bytes; a longer line is data
constexpr std::size_t kLongestShown = 48;
constexpr std::size_t kMostDeclared = 8;

bool names_a_path(std::string_view text) {
  return !text.empty() && text.size() < 400 &&
         text.find_first_of(" \t{}\"'<>|*?") == std::string_view::npos &&
         text.find_first_of("./") != std::string_view::npos;
}

struct Hit {
  std::string_view path, number, text;
};

/// `path:12:text` or `12:text`; the path alone where no line is told.
Hit hit_in(std::string_view line) {
  std::size_t from = 0;
  for (std::size_t colon = line.find(':'); colon != std::string_view::npos && colon < 500;
       from = colon + 1, colon = line.find(':', from)) {
    const std::string_view number = line.substr(from, colon - from);
    const bool digits =
        !number.empty() && number.size() < 8 && std::all_of(number.begin(), number.end(), is_digit);
    if (digits)
      return {line.substr(0, from ? from - 1 : 0), number, trimmed(line.substr(colon + 1))};
  }
  return {line, {}, {}};
}

/// An import only tells that something is used.
bool imports(std::string_view text) {
  for (const std::string_view start :
       {"import ", "from ", "#include", "use ", "using ", "export {"})
    if (text.starts_with(start)) return true;
  return false;
}

std::string told_line(const Hit& hit) {
  if (hit.number.empty() || hit.text.size() > kLongestHit) return {};
  std::string_view text = hit.text;
  text = text.substr(0, text.find_last_not_of("{=(; ") + 1);
  return std::string(hit.number) + ' ' + one_line(text, kLongestShown);
}

void note_hit(const Hit& hit, std::string_view path, std::vector<FoundFile>& found) {
  const auto known = std::find_if(found.begin(), found.end(),
                                  [&](const FoundFile& one) { return one.path == path; });
  if (known == found.end())
    found.push_back({std::string(path), told_line(hit)});
  else if (imports(known->line.substr(std::min(known->line.find(' ') + 1, known->line.size()))) &&
           !imports(hit.text) && hit.text.size() <= kLongestHit)
    known->line = told_line(hit);
}

constexpr auto kDeclaring = std::to_array<std::string_view>(
    {"interface", "class", "struct", "enum", "type", "function", "def", "func", "fn", "trait",
     "namespace", "module", "record", "protocol", "object"});

constexpr auto kBefore = std::to_array<std::string_view>(
    {"export", "default", "async", "public", "abstract", "pub", "static", "final", "declare",
     "pub(crate)", "sealed", "data", "open", "internal", "unsafe"});

bool among(std::span<const std::string_view> words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

/// The name that a line declares at the outermost level, "" if it declares none.
std::string declared_by(std::string_view line) {
  const std::string_view first = line.substr(0, line.find_first_of(" \t"));
  if (!among(kBefore, first) && !among(kDeclaring, first)) return {};
  bool exported = false;
  bool declares = false;
  for (const std::string& word : shell_words(cut(line, 200))) {
    const bool before = among(kBefore, word);
    if (declares) {
      const std::size_t end = word.find_first_of("(<:{=;,[*");
      return end == 0 ? std::string() : word.substr(0, end);
    }
    exported = exported || word == "export";
    declares = among(kDeclaring, word) || (exported && (word == "const" || word == "let"));
    if (!before && !declares) return {};
  }
  return {};
}

bool declares_something(const FoundFile& found) {
  return !declared_by(std::string_view(found.line).substr(found.line.find(' ') + 1)).empty();
}

}  // namespace

std::vector<FoundFile> found_by(std::string_view output, std::string_view searched) {
  std::vector<FoundFile> found;
  for (const std::string_view line : lines_of(cut(output, kLongestSearched))) {
    const Hit hit = hit_in(trimmed(line));
    const std::string_view path = hit.path.empty() ? searched : hit.path;
    if (names_a_path(path) && found.size() < kMostFound) note_hit(hit, path, found);
  }
  sort_by(found, [](const FoundFile& a, const FoundFile& b) {
    return declares_something(a) && !declares_something(b);
  });
  return found;
}

std::string digest_of_found(const std::vector<FoundFile>& found, std::string_view searched) {
  if (found.empty()) return "found nothing";
  std::string line = "found ";
  const std::size_t told = std::min(found.size(), kMostTold);
  for (std::size_t i = 0; i < told; ++i) {
    std::string_view path = found[i].path;
    if (path.size() > searched.size() + 1 && path.starts_with(searched) &&
        path[searched.size()] == '/')
      path.remove_prefix(searched.size() + 1);
    const std::string_view hit = found[i].line;
    const std::size_t space = hit.find(' ');
    line += (i ? ", `" : "`") + std::string(path) +
            (hit.empty() ? "`" : ":" + std::string(hit.substr(0, space)) + '`');
    if (space != std::string_view::npos) line += std::string(hit.substr(space));
  }
  if (const std::size_t more = found.size() - told)
    line += " and " + std::to_string(more) + (more == 1 ? " more file" : " more files");
  return line;
}

std::string declared_in(std::string_view output) {
  std::string names;
  std::size_t count = 0;
  const std::string text = plain_text(output);
  for (const std::string_view line : lines_of(text)) {
    const std::string name = declared_by(line);
    if (name.empty()) continue;
    if (++count <= kMostDeclared) names += (names.empty() ? "declares " : ", ") + name;
  }
  if (count > kMostDeclared) names += " and " + std::to_string(count - kMostDeclared) + " more";
  return names;
}

}  // namespace baton
