#include "core/handoff/extract/environment.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

#include "core/base/text.hpp"
#include "core/handoff/extract/shell.hpp"
#include "core/handoff/one_line.hpp"

namespace baton {
namespace {

constexpr std::size_t kMostEntries = 40;
constexpr std::size_t kMostNameBytes = 120;

enum class Doing : std::uint8_t { install, remove, migrate, start, stop };

/// The words that a command starts with; what follows are names, options between them.
struct Verb {
  std::string_view words;
  Doing doing;
};

constexpr auto kVerbs = std::to_array<Verb>({
    {"pip install", Doing::install},
    {"pip3 install", Doing::install},
    {"python -m pip install", Doing::install},
    {"python3 -m pip install", Doing::install},
    {"uv pip install", Doing::install},
    {"uv add", Doing::install},
    {"poetry add", Doing::install},
    {"npm install", Doing::install},
    {"npm i", Doing::install},
    {"pnpm add", Doing::install},
    {"yarn add", Doing::install},
    {"bun add", Doing::install},
    {"cargo add", Doing::install},
    {"cargo install", Doing::install},
    {"gem install", Doing::install},
    {"brew install", Doing::install},
    {"apt install", Doing::install},
    {"apt-get install", Doing::install},
    {"pip uninstall", Doing::remove},
    {"npm uninstall", Doing::remove},
    {"npm remove", Doing::remove},
    {"pnpm remove", Doing::remove},
    {"yarn remove", Doing::remove},
    {"cargo remove", Doing::remove},
    {"uv remove", Doing::remove},
    {"alembic upgrade", Doing::migrate},
    {"alembic downgrade", Doing::migrate},
    {"npx prisma migrate", Doing::migrate},
    {"prisma migrate", Doing::migrate},
    {"npx knex migrate:latest", Doing::migrate},
    {"npx drizzle-kit migrate", Doing::migrate},
    {"npx drizzle-kit push", Doing::migrate},
    {"npx wrangler d1 migrations apply", Doing::migrate},
    {"wrangler d1 migrations apply", Doing::migrate},
    {"python manage.py migrate", Doing::migrate},
    {"python3 manage.py migrate", Doing::migrate},
    {"rails db:migrate", Doing::migrate},
    {"bin/rails db:migrate", Doing::migrate},
    {"sqlx migrate run", Doing::migrate},
    {"flyway migrate", Doing::migrate},
    {"createdb", Doing::migrate},
    {"dropdb", Doing::migrate},
    {"docker compose up", Doing::start},
    {"docker-compose up", Doing::start},
    {"systemctl start", Doing::start},
    {"systemctl restart", Doing::start},
    {"brew services start", Doing::start},
    {"docker compose down", Doing::stop},
    {"docker-compose down", Doing::stop},
    {"docker compose stop", Doing::stop},
    {"systemctl stop", Doing::stop},
    {"brew services stop", Doing::stop},
});

/// Options whose next word is their value, not a name.
constexpr auto kTakesValue =
    std::to_array<std::string_view>({"-r",           "-c",          "-e",
                                     "-f",           "-t",          "--requirement",
                                     "--constraint", "--index-url", "--extra-index-url",
                                     "--target",     "--prefix",    "--file",
                                     "--features",   "--version",   "--registry",
                                     "-i",           "-C",          "-G",
                                     "--group",      "--editable"});

bool tells_of_error(std::string_view output) {
  for (std::string_view line : lines_of(output)) {
    line = trimmed(line);
    for (const std::string_view start : {"ERROR", "Error", "error", "E: ", "npm ERR!", "npm error",
                                         "FATAL", "fatal", "Traceback", "FAILED"})
      if (line.starts_with(start)) return true;
    if (contains(line, "command not found") || contains(line, "ermission denied")) return true;
  }
  return false;
}

bool plumbing(std::string_view word) {
  return word.starts_with('>') || word.starts_with('<') || word.starts_with("2>") ||
         word.starts_with("1>") || word.starts_with('&');
}

bool is_setting(std::string_view word) {
  const std::size_t equals = word.find('=');
  return equals != std::string_view::npos && equals > 0 &&
         word.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_") == equals;
}

/// Without `sudo`, settings and options before the program.
std::vector<std::string> bare_words(const std::string& part) {
  std::vector<std::string> words = shell_words(part);
  while (!words.empty() && (words.front() == "sudo" || is_setting(words.front())))
    words.erase(words.begin());
  return words;
}

std::size_t words_in(std::string_view text) {
  return static_cast<std::size_t>(std::count(text.begin(), text.end(), ' ')) + 1;
}

const Verb* verb_of(const std::vector<std::string>& words) {
  std::string head;
  std::size_t used = 0;
  const Verb* best = nullptr;
  for (const Verb& verb : kVerbs) {
    const std::size_t count = words_in(verb.words);
    if (count > words.size()) continue;
    head.clear();
    for (std::size_t i = 0; i < count; ++i) head += (i ? " " : "") + words[i];
    if (head == verb.words && count > used) {
      best = &verb;
      used = count;
    }
  }
  return best;
}

/// What a command names behind its verb: no options, paths or files of requirements.
std::vector<std::string> names_after(const std::vector<std::string>& words, std::size_t first) {
  std::vector<std::string> names;
  for (std::size_t i = first; i < words.size(); ++i) {
    const std::string& word = words[i];
    if (std::find(kTakesValue.begin(), kTakesValue.end(), word) != kTakesValue.end()) {
      ++i;
      continue;
    }
    const bool path = word.starts_with('.') || word.starts_with('/') || word.starts_with('~');
    if (word.starts_with('-') || word.empty() || path || plumbing(word) || contains(word, "$") ||
        word.size() > kMostNameBytes)
      continue;
    names.push_back(word);
  }
  return names;
}

/// The latest mention counts.
void put(std::vector<HandoffItem>& items, HandoffItem item) {
  std::erase_if(items, [&](const HandoffItem& one) { return one.text == item.text; });
  if (items.size() < kMostEntries) items.push_back(std::move(item));
}

}  // namespace

void Environment::ran(std::string_view command, std::string_view output, bool failed, int turn) {
  if (failed) return;
  const std::vector<std::string> parts = shell_parts(command);
  const bool any = std::any_of(parts.begin(), parts.end(), [](const std::string& part) {
    return verb_of(bare_words(part)) != nullptr;
  });
  if (!any || contains(command, "||") || tells_of_error(without_escapes(output))) return;
  for (const std::string& part : parts) read_part(part, turn);
}

void Environment::read_part(const std::string& part, int turn) {
  const std::vector<std::string> words = bare_words(part);
  const Verb* const verb = verb_of(words);
  if (!verb) return;
  const std::string verb_words(verb->words);
  const std::string shown = one_line(shown_command(part), 160);
  const std::vector<std::string> names = names_after(words, words_in(verb->words));
  const bool compose = contains(verb->words, "compose");
  switch (verb->doing) {
    case Doing::install:
      for (const std::string& name : names)
        put(packages_, {name, "installed by `" + verb_words + "`", 0, turn});
      break;
    case Doing::remove:
      for (const std::string& name : names)
        std::erase_if(packages_, [&](const HandoffItem& one) { return one.text == name; });
      break;
    case Doing::migrate:
      put(database_, {"`" + shown + "`", "ran", 0, turn});
      break;
    case Doing::start:
      if (compose && std::find(words.begin(), words.end(), "-d") == words.end()) break;
      if (names.empty() && compose)
        put(services_, {"docker compose", "started", 0, turn, 0, false, {{"start", shown}}});
      for (const std::string& name : names)
        put(services_, {name, "started", 0, turn, 0, false, {{"start", shown}}});
      break;
    case Doing::stop:
      if (names.empty() && compose)
        std::erase_if(services_, [](const HandoffItem& one) {
          return contains(field_of(one, "start"), "compose");
        });
      for (const std::string& name : names)
        std::erase_if(services_, [&](const HandoffItem& one) { return one.text == name; });
      break;
  }
}

}  // namespace baton
