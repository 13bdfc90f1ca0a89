#include "native/machine/command_check.hpp"

#include <algorithm>

#include "core/base/json.hpp"
#include "core/base/text.hpp"

namespace baton::machine {
namespace {

constexpr std::size_t kMostBytesRead = 1U << 20;

bool on_search_path(std::string_view search_path, const std::string& program) {
  while (!search_path.empty()) {
    const std::string_view folder = search_path.substr(0, search_path.find(':'));
    if (folder.starts_with('/') && is_program(std::string(folder) + '/' + program)) return true;
    search_path.remove_prefix(std::min(folder.size() + 1, search_path.size()));
  }
  return false;
}

bool has_script(const std::string& text, const std::string& script) {
  const auto package = parse_json(text);
  if (!package || !package->is_object()) return false;
  const auto scripts = package->find("scripts");
  return scripts != package->end() && scripts->is_object() && scripts->contains(script);
}

bool among_words(std::string_view words, std::string_view wanted) {
  while (!words.empty()) {
    const std::size_t start = words.find_first_not_of(" \t");
    if (start == std::string_view::npos) return false;
    words.remove_prefix(start);
    const std::string_view word = words.substr(0, words.find_first_of(" \t"));
    if (word == wanted) return true;
    words.remove_prefix(word.size());
  }
  return false;
}

/// What a Makefile says of a target; unchecked if the target may be made by something that only
/// make itself can tell.
Verdict target_in(const std::string& text, const std::string& target) {
  bool open = false;
  for (const std::string_view line : lines_of(text)) {
    const std::size_t colon = line.find(':');
    if (line.starts_with('\t') || line.starts_with('#')) continue;
    open = open || line.starts_with("include") || line.starts_with("-include") ||
           contains(line.substr(0, std::min(colon, line.size())), "%") ||
           contains(line.substr(0, std::min(colon, line.size())), "$");
    if (colon == std::string_view::npos) continue;
    if (among_words(line.substr(0, colon), target)) return Verdict::holds;
    if (line.starts_with(".PHONY") && among_words(line.substr(colon + 1), target))
      return Verdict::holds;
  }
  return open ? Verdict::unchecked : Verdict::broken;
}

}  // namespace

std::vector<std::string> CommandCheck::folders_of(const std::string& where) {
  std::vector<std::string> folders;
  const auto add = [&](const std::string& path, const std::string& base) {
    auto place = within_.resolve(path, base);
    if (!place) return;
    if (file_kind(*place) == FileKind::folder &&
        std::ranges::find(folders, *place) == folders.end())
      folders.push_back(std::move(*place));
  };
  if (!where.empty()) {
    add(where, within_.folder());
    add(where, ground_.directory);
    return folders;
  }
  folders.push_back(within_.folder());
  add(ground_.directory, ground_.directory);
  return folders;
}

Outcome CommandCheck::check_program(const std::string& program, const std::string& where) {
  if (contains(program, "/")) {
    bool inside = false;
    for (const std::string& folder : folders_of(where)) {
      const auto place = within_.resolve(program, folder);
      if (place && file_kind(*place) != FileKind::missing) return {};
      inside = inside || place;
    }
    return inside ? Outcome{Verdict::broken, program + " is gone"} : outside_of_project();
  }
  if (on_search_path(ground_.search_path, program)) return {};
  for (const std::string& folder : folders_of("")) {
    for (const char* bin : {"/.venv/bin/", "/venv/bin/", "/node_modules/.bin/"})
      if (is_program(folder + bin + program)) return {};
  }
  return {Verdict::broken, program + " is not found on PATH nor in the project"};
}

Outcome CommandCheck::check_script(const std::string& script, const std::string& where) {
  std::string looked;
  for (const std::string& folder : folders_of(where)) {
    const auto text = read_small(folder + "/package.json", kMostBytesRead);
    if (!text) continue;
    if (has_script(*text, script)) return {};
    looked = folder;
  }
  if (looked.empty()) return {Verdict::unchecked, "no package.json was found for it"};
  return {Verdict::broken, "package.json has no script " + script};
}

Outcome CommandCheck::check_target(const std::string& target, const std::string& where) {
  Outcome outcome{Verdict::unchecked, "no Makefile was found for it"};
  for (const std::string& folder : folders_of(where)) {
    for (const char* name : {"/GNUmakefile", "/makefile", "/Makefile"}) {
      const auto text = read_small(folder + name, kMostBytesRead);
      if (!text) continue;
      const Verdict verdict = target_in(*text, target);
      if (verdict == Verdict::holds) return {};
      if (verdict == Verdict::unchecked)
        return {verdict, "the Makefile makes its targets in ways that only make can tell"};
      outcome = {verdict, "the Makefile has no target " + target};
    }
  }
  return outcome;
}

}  // namespace baton::machine
