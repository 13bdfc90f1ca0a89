#include "core/measure/salience.hpp"

#include <algorithm>
#include <array>

#include "core/base/json_members.hpp"
#include "core/base/sort.hpp"
#include "core/base/text.hpp"
#include "core/measure/vocabulary.hpp"

namespace baton::measure {
namespace {

constexpr std::size_t kMostInput = 2000;   ///< bytes of a command or path that are read
constexpr std::size_t kMostText = 20'000;  ///< bytes of one text that are read for sentences
constexpr std::size_t kMostTyped = 3000;   ///< a longer one was pasted and wishes for nothing
constexpr std::size_t kMostSentence = 400;
constexpr std::size_t kMostKept = 4096;  ///< entries of a table
constexpr double kWordShare = 0.6;       ///< of a sentence's words that keep it

using Markers = std::initializer_list<std::string_view>;

bool has_any(std::string_view lower, Markers markers) {
  return std::any_of(markers.begin(), markers.end(),
                     [&](std::string_view marker) { return contains(lower, marker); });
}

bool starts_any(std::string_view lower, Markers markers) {
  return std::any_of(markers.begin(), markers.end(),
                     [&](std::string_view marker) { return lower.starts_with(marker); });
}

bool common(std::string_view word) {
  constexpr std::string_view kCommon =
      " about after again also always because been before being both cannot could does doing done "
      "dont down each every from have having here into just like make more most must need needs "
      "never only other over please prefer same should since some such than that their them then "
      "there these they this those through under until using very want were what when where which "
      "while will with would your you're we'll instead decided ";
  return contains(kCommon, " " + std::string(word) + " ");
}

/// The words that tell a sentence from others.
std::vector<std::uint64_t> rare_words(std::string_view sentence) {
  std::vector<std::uint64_t> rare;
  for (Words words(sentence); words.next();) {
    const std::string lower = lowered(words.word());
    if (lower.size() >= 4 && !common(lower)) rare.push_back(words.hash());
  }
  std::sort(rare.begin(), rare.end());
  rare.erase(std::unique(rare.begin(), rare.end()), rare.end());
  return rare;
}

template <typename Take>
void each_sentence(std::string_view text, const Take& take) {
  bool code = false;
  for (std::string_view line : lines_of(text)) {
    line = trimmed(line);
    if (line.starts_with("```")) code = !code;
    if (code) continue;
    while (!line.empty()) {
      std::size_t end = line.find(". ");
      const std::string_view sentence = trimmed(line.substr(0, end));
      if (sentence.size() >= 12) take(cut(sentence, kMostSentence));
      line.remove_prefix(end == std::string_view::npos ? line.size() : end + 2);
    }
  }
}

/// The part of a command line that checks the work: its program and what distinguishes it.
std::string check_of(std::string_view command) {
  static constexpr Markers kChecks{"test", "build",  "lint", "check", "tsc",  "pytest", "cargo",
                                   "make", "vitest", "jest", "ruff",  "mypy", "ctest",  "gradle"};
  static constexpr Markers kReaders{"grep",  "cat ",  "ls ",  "find ", "echo ",  "cd ",
                                    "head ", "tail ", "git ", "rm ",   "mkdir ", "sed ",
                                    "rg ",   "mv ",   "cp ",  "wc ",   "gh "};
  // What a here-document or a message holds is text.
  command = cut(command, kMostInput);
  command = command.substr(0, std::min(command.find("<<"), command.find(" -m \"")));
  for (std::string_view line : lines_of(command)) {
    while (!line.empty()) {
      const std::size_t end = line.find_first_of("&|;>");
      const std::string_view part = trimmed(line.substr(0, end));
      const std::string lower = lowered(part);
      if (!starts_any(lower, kReaders) && has_any(cut(lower, 60), kChecks)) {
        std::string_view found = part;
        if (end != std::string_view::npos && line[end] == '>' && found.ends_with(" 2"))
          found.remove_suffix(2);
        return std::string(cut(found, 200));
      }
      line.remove_prefix(end == std::string_view::npos ? line.size() : end + 1);
    }
  }
  return {};
}

/// The blank-separated words of a command.
class Arguments {
 public:
  explicit Arguments(std::string_view command) : rest_(command) {}
  bool next() {
    rest_ = trimmed(rest_);
    argument_ = rest_.substr(0, rest_.find_first_of(" \t"));
    rest_.remove_prefix(argument_.size());
    return !argument_.empty();
  }
  std::string_view argument() const { return argument_; }

 private:
  std::string_view rest_, argument_;
};

/// The program and at most three arguments that are no options.
std::vector<std::uint64_t> command_words(std::string_view command) {
  std::vector<std::uint64_t> kept;
  std::size_t count = 0;
  for (Arguments arguments(command); count < 4 && arguments.next();) {
    const std::string_view argument = arguments.argument();
    if (argument.starts_with('-') || (kept.empty() && contains(argument, "="))) continue;
    ++count;
    for (Words words(base_name(argument)); words.next();) kept.push_back(words.hash());
  }
  return kept;
}

std::string without_colours(std::string_view line) {
  std::string plain;
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (line[i] != '\x1b') {
      plain += line[i];
      continue;
    }
    while (i < line.size() && !is_letter(line[i])) ++i;
  }
  return plain;
}

/// The line of an output that says what is wrong.
std::string error_line(std::string_view output) {
  std::string first;
  for (std::string_view raw : lines_of(cut(output, kMostText))) {
    const std::string plain = without_colours(cut(raw, 400));
    const std::string_view line = trimmed(plain);
    if (line.size() < 8 || line.starts_with("Exit code") || contains(line, "PASSED")) continue;
    if (first.empty()) first = cut(line, 300);
    if (has_any(lowered(cut(line, 300)), {"error", "failed", "panic", "exception", "not found",
                                          "cannot", "undefined", "denied"}))
      return std::string(cut(line, 300));
  }
  return first;
}

bool is_name(std::string_view word) {
  if (word.size() < 5 || word.size() > 60 || is_digit(word[0])) return false;
  bool lower = false, inner = false;
  for (std::size_t i = 0; i < word.size(); ++i) {
    const bool upper = word[i] >= 'A' && word[i] <= 'Z';
    if (static_cast<unsigned char>(word[i]) >= 0x80) return false;
    lower = lower || (word[i] >= 'a' && word[i] <= 'z');
    inner = inner || (i > 0 && i + 1 < word.size() && word[i] == '_') ||
            (upper && i > 0 && word[i - 1] >= 'a' && word[i - 1] <= 'z');
  }
  return inner && (lower || contains(word, "_"));
}

/// Whether a sentence only says what comes next in the same text.
bool announces(std::string_view sentence) {
  return sentence.ends_with(':') || sentence.starts_with('<') ||
         has_any(lowered(sentence), {"let me ", "now i'll ", "i'll help ", "here's "});
}

/// The least recently seen half goes when a table is full.
template <typename Table>
void bound(Table& table) {
  if (table.size() <= kMostKept) return;
  std::vector<int> ages;
  for (const auto& [key, entry] : table) ages.push_back(entry.last);
  std::nth_element(ages.begin(), ages.begin() + static_cast<std::ptrdiff_t>(ages.size() / 2),
                   ages.end());
  const int limit = ages[ages.size() / 2];
  std::erase_if(table, [&](const auto& item) { return item.second.last <= limit; });
}

template <typename Queue>
void keep(Queue& queue, std::string_view text, int at, std::size_t most) {
  std::erase_if(queue, [&](const auto& one) { return one.text == text; });
  queue.push_back({std::string(text), at});
  if (queue.size() > most) queue.pop_front();
}

void take_best(std::vector<SalientFact> from, std::size_t most, std::vector<SalientFact>& to) {
  sort_by(from, [](const SalientFact& a, const SalientFact& b) {
    return a.weight != b.weight ? a.weight > b.weight : a.key < b.key;
  });
  if (from.size() > most) from.resize(most);
  for (SalientFact& fact : from) to.push_back(std::move(fact));
}

/// `path`'s last `count` components.
std::string_view tail(std::string_view path, int count) {
  std::size_t at = path.size();
  for (; count > 0 && at != std::string_view::npos && at > 0; --count) at = path.rfind('/', at - 1);
  return at == std::string_view::npos || at == 0 ? path : path.substr(at + 1);
}

}  // namespace

void Salience::add(const Turn& turn, int number) {
  last_ = number;
  if (!turn.agent.empty()) return;
  if (turn.kind == TurnKind::tool_call) add_call(turn, number);
  if (turn.kind == TurnKind::tool_result) add_result(turn, number);
  if (turn.kind == TurnKind::text && (turn.typed || turn.role == Role::assistant))
    add_words(turn, number);
}

void Salience::add_call(const Turn& turn, int number) {
  const std::string tool = lowered(turn.tool);
  const JsonMembers input(turn.text);
  if (has_any(tool, {"edit", "write", "patch", "replace", "create"}) && !contains(tool, "todo")) {
    const std::string path = input.text_of({"file_path", "path", "notebook_path"}, kMostInput);
    if (!path.empty()) {
      Seen& seen = paths_[path];
      ++seen.times;
      seen.last = number;
      bound(paths_);
    }
  }
  for (const char* list : {"todos", "plan"}) {
    if (!input.has(list)) continue;
    todos_.clear();
    for (std::string_view element : json_elements(input.raw(list), 200)) {
      const JsonMembers todo(element);
      const std::string text = todo.text_of({"content", "step"}, kMostSentence);
      if (!text.empty() && todo.text("status", 20) != "completed") todos_.push_back(text);
    }
  }
  if (tool == "taskcreate" && tasks_.size() < 500)
    tasks_.push_back({input.text("subject", kMostSentence), number});
  if (tool == "taskupdate") {
    const auto id = whole_number(input.text("taskId", 20)).value_or(0);
    const std::string status = input.text("status", 20);
    if (id >= 1 && id <= static_cast<std::int64_t>(tasks_.size()) &&
        (status == "completed" || status == "deleted"))
      tasks_[static_cast<std::size_t>(id) - 1].at = -1;
  }
  const std::string command = input.text_of({"command", "cmd"}, kMostInput);
  if (command.empty()) return;
  note_removed(command, number);
  const std::string check = check_of(command);
  Check& seen = commands_[check.empty() ? std::string(cut(trimmed(command), 200)) : check];
  seen.check = !check.empty();
  ++seen.times;
  seen.last = number;
  if (calls_.size() > 256) calls_.clear();
  calls_[turn.uid] = check.empty() ? std::string(cut(trimmed(command), 200)) : check;
  bound(commands_);
}

void Salience::note_removed(std::string_view command, int number) {
  int count = 0;
  for (std::string_view line : lines_of(command)) {
    const std::size_t at = line.starts_with("rm ") ? 0 : line.find(" rm ");
    if (at == std::string_view::npos) continue;
    line = trimmed(line.substr(at));
    line = line.substr(0, line.find_first_of("&|;"));
    for (Arguments arguments(line); count < 16 && arguments.next(); ++count) {
      std::string_view one = arguments.argument();
      while (one.ends_with('/')) one.remove_suffix(1);
      if (one.size() > 2 && !one.starts_with('-'))
        keep(removed_, "/" + std::string(one), number, 100);
    }
  }
}

bool Salience::is_removed(const std::string& path, int last) const {
  const std::string rooted = "/" + path;
  return std::any_of(removed_.begin(), removed_.end(), [&](const Sentence& removed) {
    return removed.at > last &&
           (rooted.ends_with(removed.text) || contains(rooted, removed.text + "/"));
  });
}

void Salience::add_result(const Turn& turn, int /*number*/) {
  const std::string_view uid = turn.uid;
  const auto call = calls_.find(std::string(uid.substr(0, uid.rfind(":result"))));
  if (call == calls_.end()) return;
  const auto command = commands_.find(call->second);
  if (command != commands_.end()) {
    command->second.open = turn.failed;
    if (turn.failed) command->second.error = error_line(turn.text);
    if (has_any(command->second.error, {"doesn't want to", "user rejected", "interrupted by user"}))
      command->second.open = false;
  }
  calls_.erase(call);
}

void Salience::add_words(const Turn& turn, int number) {
  const std::string_view text = cut(turn.text, turn.typed ? kMostTyped : kMostText);
  if (!turn.typed) keep(finals_, text, number, 3);
  // A request is told by how it begins.
  if (turn.typed && !text.starts_with('<') && trimmed(text).size() >= 12)
    keep(requests_, cut(trimmed(text).substr(0, trimmed(text).find('\n')), kMostSentence), number,
         20);
  each_sentence(text, [&](std::string_view sentence) { add_sentence(sentence, turn, number); });
  add_identifiers(turn, number);
}

void Salience::add_sentence(std::string_view sentence, const Turn& turn, int number) {
  const std::string lower = lowered(sentence);
  const bool pasted = turn.text.size() > kMostTyped;
  if (turn.typed && !pasted &&
      has_any(lower, {"always ", "never ", "don't ", "do not ", "dont ", "prefer ", "must ",
                      "make sure", "please use", "should not ", "stop "}))
    return keep(wishes_, sentence, number, 40);
  if (has_any(lower, {"decided", "instead of ", "we'll use", "i'll use", "chose ", "rather than ",
                      "going with "}) ||
      (!turn.typed && contains(lower, " because ")))
    return keep(decisions_, sentence, number, 60);
  if (turn.typed) return;
  if (has_any(lower, {"blocked", "blocker", "waiting for", "unable to", "requires manual",
                      "you need to", "you'll need to"}))
    return keep(blockers_, sentence, number, 20);
  const std::string_view bare = std::string_view(lower).substr(
      std::min(lower.size(), lower.find_first_not_of("#*-_>0123456789. [")));
  if (starts_any(bare, {"next", "remaining", "todo", "still to", "not yet"}) ||
      lower.starts_with("- [ ]"))
    keep(steps_, sentence, number, 20);
}

void Salience::add_identifiers(const Turn& turn, int number) {
  for (Words words(cut(turn.text, kMostText)); words.next();) {
    if (!is_name(words.word())) continue;
    Seen& seen = identifiers_[std::string(words.word())];
    if (seen.last != number) ++seen.times;
    seen.last = number;
    (turn.typed ? seen.typed : seen.spoken) = true;
  }
  bound(identifiers_);
}

void Salience::add_paths(std::vector<SalientFact>& facts) const {
  std::vector<SalientFact> found;
  std::unordered_map<std::string, int> names;
  for (const auto& [path, seen] : paths_)
    if (!is_removed(path, seen.last)) ++names[std::string(base_name(path))];
  for (const auto& [path, seen] : paths_) {
    if (is_removed(path, seen.last)) continue;
    const std::string name(base_name(path));
    const double often = std::min(seen.times, 5) / 5.0;
    found.push_back({FactKind::path,
                     (0.5 + 1.5 * often) * recency(seen.last),
                     std::string(tail(path, names[name] > 1 ? 3 : 1)),
                     {},
                     1});
  }
  take_best(std::move(found), 60, facts);
}

void Salience::add_checks(std::vector<SalientFact>& facts) const {
  std::vector<SalientFact> ran, failed;
  for (const auto& [command, seen] : commands_) {
    const double often = std::min(seen.times, 5) / 5.0;
    if (seen.check)
      ran.push_back({FactKind::command, (1 + often) * recency(seen.last), command,
                     command_words(command), 1});
    std::vector<std::uint64_t> words = rare_words(seen.error);
    if (words.size() < 2) continue;
    const double weight = !seen.open ? 0.25 : seen.check ? 3 : 1;
    failed.push_back(
        {FactKind::error, weight * recency(seen.last), seen.error, std::move(words), kWordShare});
  }
  take_best(std::move(ran), 12, facts);
  take_best(std::move(failed), 12, facts);
}

void Salience::add_said(std::vector<SalientFact>& facts) const {
  const auto take = [&](const Sentences& said, FactKind kind, double weight, std::size_t most) {
    std::vector<SalientFact> found;
    for (const Sentence& one : said) {
      std::vector<std::uint64_t> words = rare_words(one.text);
      if (words.size() >= 3)
        found.push_back({kind, weight * recency(one.at), one.text, std::move(words), kWordShare});
    }
    take_best(std::move(found), most, facts);
  };
  // A step or blocker that was said long before the end was passed since.
  const auto late = [&](const Sentences& said) {
    Sentences kept;
    for (const Sentence& one : said)
      if (!finals_.empty() && one.at >= finals_.front().at) kept.push_back(one);
    return kept;
  };
  Sentences steps = late(steps_);
  for (const std::string& todo : todos_) steps.push_back({todo, last_});
  for (const Sentence& task : tasks_)
    if (task.at >= 0) steps.push_back({task.text, last_});
  take(steps, FactKind::step, 3, 20);
  take(late(blockers_), FactKind::blocker, 3, 8);
  take(wishes_, FactKind::wish, 3, 16);
  for (const Sentence& request : requests_) {
    const double weight = &request == &requests_.back() ? 4 : 1.5;
    take({request}, FactKind::wish, weight, 1);
  }
  take(decisions_, FactKind::decision, 1.5, 20);
}

void Salience::add_names(std::vector<SalientFact>& facts) const {
  std::vector<SalientFact> names;
  const int late = finals_.empty() ? last_ : finals_.front().at;
  for (const auto& [name, seen] : identifiers_) {
    const bool shared = seen.spoken && seen.typed && seen.times >= 2;
    if (!shared && seen.times < (seen.last >= late ? 2 : 4)) continue;
    const double weight = 0.25 + 0.5 * std::min(seen.times, 8) / 8.0;
    names.push_back(
        {FactKind::identifier, weight * recency(seen.last), name, {word_hash(name)}, 1});
  }
  take_best(std::move(names), 16, facts);
}

/// "187 tests", "3 failures": a number with the noun after it.
void Salience::add_numbers(std::vector<SalientFact>& facts) const {
  std::vector<SalientFact> numbers;
  for (const Sentence& final : finals_) {
    std::string_view number;
    for (Words words(final.text); words.next();) {
      const std::string_view word = words.word();
      const bool noun = !number.empty() && word.size() >= 4 && is_letter(word[0]) &&
                        !common(lowered(word)) &&
                        word.data() == number.data() + number.size() + 1 && word.data()[-1] == ' ';
      if (noun)
        numbers.push_back({FactKind::number,
                           recency(final.at),
                           std::string(number) + ' ' + std::string(word),
                           {word_hash(number), word_hash(word)},
                           1});
      number = whole_number(word) && word.size() < 8 ? word : std::string_view();
    }
  }
  sort_by(numbers, [](const SalientFact& a, const SalientFact& b) { return a.key < b.key; });
  const auto same = [](const SalientFact& a, const SalientFact& b) { return a.key == b.key; };
  numbers.erase(std::unique(numbers.begin(), numbers.end(), same), numbers.end());
  take_best(std::move(numbers), 10, facts);
}

/// What the last words of substance list as done.
void Salience::add_outcome(std::vector<SalientFact>& facts) const {
  std::vector<SalientFact> found;
  for (auto final = finals_.rbegin(); final != finals_.rend() && found.empty(); ++final)
    each_sentence(final->text, [&](std::string_view sentence) {
      std::vector<std::uint64_t> words = rare_words(sentence);
      if (words.size() >= 4 && found.size() < 12 && !announces(sentence))
        found.push_back(
            {FactKind::outcome, 1.5, std::string(sentence), std::move(words), kWordShare});
    });
  take_best(std::move(found), 12, facts);
}

std::vector<SalientFact> Salience::facts() const {
  std::vector<SalientFact> facts;
  add_paths(facts);
  add_checks(facts);
  add_said(facts);
  add_outcome(facts);
  add_names(facts);
  add_numbers(facts);
  return facts;
}

}  // namespace baton::measure
