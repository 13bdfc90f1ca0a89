#include "core/handoff/parse_foreign.hpp"

#include <algorithm>
#include <initializer_list>
#include <utility>

#include "core/base/text.hpp"
#include "core/handoff/entries.hpp"
#include "core/handoff/foreign_checks.hpp"
#include "core/handoff/foreign_fields.hpp"
#include "core/handoff/list_items.hpp"
#include "core/handoff/outline.hpp"
#include "core/handoff/sections.hpp"
#include "core/handoff/topics.hpp"

namespace baton {
namespace {

using Lines = std::vector<std::string_view>;

bool has_words(std::string_view line) { return !heading_words(line).empty(); }

bool blank(const OutlinePart& part) {
  return std::none_of(part.lines.begin(), part.lines.end(),
                      [](std::string_view line) { return has_words(line); });
}

/// Whether the heading says no more than the heading that its topic is rendered under.
bool plain_heading(const OutlinePart& part) {
  const std::string known = " " + heading_words(heading_of(part.topic)) + " ";
  const std::string words = heading_words(part.title);
  for (std::size_t at = 0; at < words.size();) {
    const std::size_t end = std::min(words.find(' ', at), words.size());
    if (!contains(known, " " + words.substr(at, end - at) + " ")) return false;
    at = end + 1;
  }
  return true;
}

/// A heading that is itself a step: "### 2. Wire the cache", "### Task B: …".
bool names_a_step(std::string_view title) {
  const std::string words = heading_words(title);
  const auto counted = [&](std::string_view rest) {
    const std::size_t end = std::min(rest.find(' '), rest.size());
    return end == 1 || (end > 0 && end < 4 && rest[0] >= '0' && rest[0] <= '9');
  };
  if (!words.empty() && words[0] >= '0' && words[0] <= '9') return true;
  for (const std::string_view noun : {"step ", "task ", "priority ", "phase ", "issue "})
    if (words.starts_with(noun)) return counted(std::string_view(words).substr(noun.size()));
  return false;
}

std::vector<HandoffItem>* items_for(Topic topic, Handoff& handoff) {
  if (topic == Topic::none) return nullptr;
  for (const ItemSection& section : kItemSections)
    if (section.topic == topic) return &(handoff.*section.items);
  for (const ItemSection& section : kLaterSections)
    if (section.topic == topic) return &(handoff.*section.items);
  return nullptr;
}

std::vector<std::string>* paths_for(Topic topic, Handoff& handoff) {
  if (topic == Topic::none) return nullptr;
  for (const PathSection& section : kPathSections)
    if (section.topic == topic) return &(handoff.*section.paths);
  return nullptr;
}

/// "None", "N/A", "None. All is open in BACKLOG.md": that there is nothing to say.
bool says_nothing(std::string_view text) {
  const std::string words = heading_words(text);
  if (words == "none" || words == "n a" || words == "nothing" || words == "none currently" ||
      words == "none this session" || words == "none yet" || words == "none so far")
    return true;
  return text.starts_with("None. ") || text.starts_with("Nothing. ") || text.starts_with("None — ");
}

/// The lines of a fenced block that holds nothing but single words, a package on each; empty if it
/// is another block.
Lines words_in_block(std::string_view statement) {
  Lines lines = raw_lines(statement);
  if (lines.size() < 3 || trimmed(lines.front()) != "```" || trimmed(lines.back()) != "```")
    return {};
  lines.pop_back();
  lines.erase(lines.begin());
  for (std::string_view& line : lines) line = trimmed(line);
  std::erase(lines, "");
  const auto several = [](std::string_view line) { return contains(line, " "); };
  return std::any_of(lines.begin(), lines.end(), several) ? Lines() : lines;
}

/// The path that a statement starts with, in code marks or bare; "" if none.
std::string_view path_at(std::string_view text) {
  const bool code = text.starts_with('`');
  if (code) text.remove_prefix(1);
  const std::string_view path = text.substr(0, text.find_first_of(code ? "`\n" : " \t\n"));
  const std::size_t mark = path.find_first_of("./");
  const bool named = mark != std::string_view::npos && mark + 1 < path.size();
  return named && !contains(path, " ") && !contains(path, "://") ? path : std::string_view();
}

/// Those of `parts` that say something.
std::string joined_with(std::string_view between, std::initializer_list<std::string_view> parts) {
  std::string text;
  for (const std::string_view part : parts) {
    if (!text.empty() && !part.empty()) text += between;
    text += part;
  }
  return text;
}

class Reader {
 public:
  Handoff read(const std::vector<OutlinePart>& parts) {
    for (const OutlinePart& part : parts) take(part);
    flush(0);
    return std::move(handoff_);
  }

 private:
  /// "### Current Phase: 2 of 4" says something by itself.
  static bool says_stage(const OutlinePart& part) {
    return part.level && blank(part) && part.topic == Topic::roadmap && !part.inherits &&
           contains(part.title, ": ");
  }

  void take(const OutlinePart& part) {
    if (!part.level && blank(part)) return;
    flush(part.level);
    if (says_stage(part)) {
      handoff_.roadmap.push_back({.text = std::string(part.title), .detail = {}});
      verbatim_open_ = false;
    } else if (part.level && blank(part) && part.topic != Topic::none && !part.inherits) {
      hollow_.push_back(&part);
      verbatim_open_ = false;
    } else if (!take_known(part)) {
      keep(part);
    }
  }

  bool take_known(const OutlinePart& part) {
    if (part.topic == Topic::goal && handoff_.goal.text.empty()) return take_goal(part);
    for (const TextSection& section : kTextSections)
      if (part.topic == section.topic && (handoff_.*section.text).empty()) {
        handoff_.*section.text = titled(part);
        verbatim_open_ = false;
        return true;
      }
    if (part.topic == Topic::preflight) return take_checks(part);
    if (!items_for(part.topic, handoff_)) return take_paths(part);
    if (part.inherits && names_a_step(part.title))
      add_step(part);
    else
      add_all(part);
    verbatim_open_ = false;
    return true;
  }

  std::string titled(const OutlinePart& part) {
    std::string text = label_of(part);
    if (!text.empty()) text += ":\n";
    Lines lines = part.lines;
    const auto says_nothing_more = [](std::string_view line) {
      return trimmed(line).find_first_not_of("-*_ ") == std::string_view::npos;
    };
    while (!lines.empty() && says_nothing_more(lines.back())) lines.pop_back();
    return text + std::string(trimmed(joined_lines(lines)));
  }

  bool take_goal(const OutlinePart& part) {
    handoff_.goal.text = titled(part);
    verbatim_open_ = false;
    return true;
  }

  /// Commands are checks; what else stands among them must hold before.
  bool take_checks(const OutlinePart& part) {
    flush(0);
    if (!label_of(part).empty()) handoff_.other.push_back({std::string(part.heading), {}});
    for (const ListItem& item : list_items(part)) take_check(item);
    verbatim_open_ = false;
    return true;
  }

  void take_check(const ListItem& item) {
    const std::size_t fence = item.text.find("```");
    const bool starts = fence == 0 || (fence != std::string::npos && item.text[fence - 1] == '\n');
    const std::string_view block = starts ? std::string_view(item.text).substr(fence) : "";
    std::vector<HandoffCommand> checks;
    if (is_shell_block(block)) checks = checks_of(block);
    if (!checks.empty()) {
      std::string& first = checks.front().outcome;
      const std::string_view before = trimmed(std::string_view(item.text).substr(0, fence));
      first = joined_with("; ", {item.group, before, first});
    } else if (HandoffCommand check = check_in(item.text); !check.command.empty()) {
      check.outcome = joined_with("; ", {item.group, check.outcome});
      checks.push_back(std::move(check));
    } else {
      handoff_.prerequisites.push_back({.text = item.text, .detail = item.group});
    }
    handoff_.preflight.insert(handoff_.preflight.end(), checks.begin(), checks.end());
  }

  /// Lists of nothing but paths under a heading that says nothing more. Where more is said of the
  /// paths, they are taken all the same, and the part is kept too.
  bool take_paths(const OutlinePart& part) {
    std::vector<std::string>* const paths = paths_for(part.topic, handoff_);
    if (!paths) return false;
    const std::vector<ListItem> items = list_items(part);
    const auto no_path = [](const ListItem& item) { return path_at(item.text).empty(); };
    if (std::any_of(items.begin(), items.end(), no_path)) return false;
    bool bare = !part.inherits && hollow_.empty() && plain_heading(part);
    for (const ListItem& item : items) {
      paths->emplace_back(path_at(item.text));
      bare = bare && item.group.empty() &&
             (item.text == paths->back() || item.text == "`" + paths->back() + "`");
    }
    verbatim_open_ = verbatim_open_ && !bare;
    return bare;
  }

  /// What the headings above a statement say beyond its topic.
  std::string label_of(const OutlinePart& part) {
    std::string label;
    for (const OutlinePart* above : hollow_) label += std::string(above->title) + " › ";
    hollow_.clear();
    if (part.level && (!label.empty() || part.inherits || !plain_heading(part)))
      return label + std::string(part.title);
    return label;
  }

  void add_step(const OutlinePart& part) {
    std::string above;
    for (const OutlinePart* one : hollow_)
      above += (above.empty() ? "" : " › ") + std::string(one->title);
    hollow_.clear();
    HandoffItem item{.text = without_number(part.title), .detail = std::move(above)};
    const std::string body(trimmed(joined_lines(part.lines)));
    if (!body.empty()) item.text += '\n' + body;
    put(part.topic, std::move(item));
  }

  void put(Topic topic, HandoffItem item) {
    take_foreign_fields(topic, item);
    if (topic == Topic::decisions || topic == Topic::failed) take_reason(item);
    items_for(topic, handoff_)->push_back(std::move(item));
  }

  void add_all(const OutlinePart& part) {
    const std::vector<ListItem> items = list_items(part);
    const std::string label = label_of(part);
    if (items.empty() && !label.empty()) put(part.topic, {.text = label, .detail = {}});
    for (std::size_t i = 0; i < items.size(); ++i) {
      const bool labelled = !label.empty() && (i == 0 || (part.inherits && label.size() <= 60));
      if (says_nothing(items[i].text) && items.size() == 1)
        keep_nothing(part, items[i], labelled ? label : "");
      else
        add_one(part, items[i], labelled ? label : "");
    }
  }

  void add_one(const OutlinePart& part, const ListItem& entry, const std::string& label) {
    HandoffItem item{.text = entry.text, .detail = {}};
    const Topic topic = moved(part.topic, entry.box);
    if (topic == Topic::decisions || topic == Topic::failed) take_reason(item);
    item.detail = joined_with(": ", {label, entry.group, item.detail});
    if (topic != part.topic && item.detail.empty()) item.detail = std::string(part.title);
    if (topic == Topic::roadmap && entry.box == ListItem::Box::ticked)
      item.detail = joined_with(", ", {"done", item.detail});
    const Lines words = topic == Topic::packages ? words_in_block(entry.text) : Lines();
    if (words.empty()) return put(topic, std::move(item));
    for (const std::string_view word : words)
      put(topic, {.text = std::string(word), .detail = std::exchange(item.detail, {})});
  }

  /// "Blockers: none" is worth keeping, but is no blocker.
  void keep_nothing(const OutlinePart& part, const ListItem& entry, const std::string& label) {
    const std::string_view title = part.level ? part.title : heading_of(part.topic);
    HandoffItem item{.text = std::string(title) + ": " + entry.text, .detail = entry.group};
    if (label != title) item.detail = joined_with(": ", {label, entry.group});
    handoff_.notes.push_back(std::move(item));
  }

  /// A ticked step is done, an open box is not.
  static Topic moved(Topic topic, ListItem::Box box) {
    if (box == ListItem::Box::ticked && (topic == Topic::next || topic == Topic::in_progress))
      return Topic::accomplished;
    if (box == ListItem::Box::open && topic == Topic::accomplished) return Topic::next;
    return topic;
  }

  void keep(const OutlinePart& part) {
    Lines lines = part.lines;
    while (!lines.empty() && trimmed(lines.back()).empty()) lines.pop_back();
    if (verbatim_open_ && part.level >= 7) {
      HandoffSection& last = handoff_.other.back();
      last.body += "\n\n" + std::string(part.heading) + '\n' + joined_lines(lines);
      return;
    }
    handoff_.other.push_back({std::string(part.heading), joined_lines(lines)});
    verbatim_open_ = true;
  }

  /// Headings without a body that no statement below took up.
  void flush(int level) {
    while (!hollow_.empty() && (level == 0 || hollow_.back()->level >= level)) {
      handoff_.other.push_back({std::string(hollow_.back()->heading), {}});
      hollow_.pop_back();
    }
  }

  Handoff handoff_;
  std::vector<const OutlinePart*> hollow_;
  bool verbatim_open_ = false;
};

}  // namespace

Handoff parse_foreign(std::string_view document) {
  const Lines lines = lines_of(document);
  return Reader().read(outline_of(lines));
}

}  // namespace baton
