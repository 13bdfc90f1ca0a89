#include "core/handoff/extract/environment.hpp"

#include <algorithm>
#include <array>

#include "core/base/text.hpp"
#include "core/handoff/extract/shell.hpp"
#include "core/handoff/one_line.hpp"

namespace baton {
namespace {

constexpr std::size_t kMostServices = 12;
constexpr std::size_t kMostPackages = 60;
constexpr std::size_t kMostMigrations = 20;
constexpr std::size_t kMostScanned = 64 * 1024;

/// How a package manager is told to install: `npm install zod`.
struct Manager {
  std::string_view program, verb;
};
constexpr auto kManagers = std::to_array<Manager>({
    {"npm", "install"},  {"npm", "i"},        {"npm", "add"},          {"pnpm", "add"},
    {"pnpm", "install"}, {"yarn", "add"},     {"bun", "add"},          {"pip", "install"},
    {"pip3", "install"}, {"poetry", "add"},   {"cargo", "add"},        {"cargo", "install"},
    {"go", "get"},       {"gem", "install"},  {"composer", "require"}, {"apt-get", "install"},
    {"apt", "install"},  {"brew", "install"}, {"dotnet", "add"},
});

/// Options of these that take a word.
constexpr auto kTaking = std::to_array<std::string_view>(
    {"-r", "--requirement", "-c", "-e", "--index-url", "-w", "--workspace", "--filter", "-C",
     "--prefix", "--registry", "--features"});

constexpr auto kMigrating =
    std::to_array<std::string_view>({"migrate", "migration", "migrations", "db:migrate", "alembic",
                                     "db:push", "flyway", "liquibase"});

/// Commands that ask a server and do not start one.
constexpr auto kServerTools =
    std::to_array<std::string_view>({"curl", "wget", "http", "nc", "lsof", "open", "kill", "grep",
                                     "cat", "tail", "head", "ss", "netstat", "psql", "sleep"});

template <std::size_t N>
bool is_one_of(std::string_view word, const std::array<std::string_view, N>& words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

/// `localhost:3000` where it stands at `at`, "" if no port follows.
std::string address_at(std::string_view text, std::size_t at, std::size_t host_length) {
  std::size_t end = at + host_length;
  if (end >= text.size() || text[end] != ':') return {};
  const std::size_t digits = ++end;
  while (end < text.size() && end - digits < 6 && is_digit(text[end])) ++end;
  const auto port = whole_number(text.substr(digits, end - digits));
  if (!port || *port < 1 || *port > 65535) return {};
  return "localhost:" + std::to_string(*port);
}

/// The first address of this machine that an output names.
std::string address_in(std::string_view output) {
  output = output.substr(0, kMostScanned);
  std::string found;
  std::size_t first = std::string_view::npos;
  for (const std::string_view host : {"localhost", "127.0.0.1", "0.0.0.0"}) {
    for (std::size_t at = output.find(host); at < first; at = output.find(host, at + 1)) {
      std::string address = address_at(output, at, host.size());
      if (address.empty()) continue;
      found = std::move(address);
      first = at;
    }
  }
  return found;
}

bool is_package(std::string_view word) {
  return !word.empty() && word.size() < 100 && !word.starts_with('-') && word != "." &&
         !word.starts_with("./") && !word.starts_with('/') && !contains(word, "$") &&
         !contains(word, ">&") && !contains("<>&|", word.substr(0, 1)) && !word.ends_with(".txt");
}

}  // namespace

void MachineUse::ran(std::string_view command, std::string_view output, bool failed, int turn) {
  for (const std::string& one : shell_parts(command)) part(one, output, failed, turn);
}

void MachineUse::part(std::string_view command, std::string_view output, bool failed, int turn) {
  std::vector<std::string> words = shell_words(command);
  if (words.size() > 3 && words[0].starts_with("python") && words[1] == "-m")
    words.erase(words.begin(), words.begin() + 2);
  if (words.size() > 2 && (words[0] == "sudo" || words[0] == "uv")) words.erase(words.begin());
  if (words.empty()) return;
  const std::string program(base_name(words[0]));
  if (std::any_of(words.begin(), words.end(),
                  [](const std::string& word) { return is_one_of(word, kMigrating); }))
    return migrate(command, output, failed, turn);
  if (!failed && words.size() > 2)
    for (const Manager& manager : kManagers)
      if (program == manager.program && words[1] == manager.verb)
        return install(words, manager.program, 2, turn);
  const CommandKind kind = kind_of(command);
  if (kind != CommandKind::test && kind != CommandKind::look && !is_one_of(program, kServerTools))
    serve(command, output, turn);
}

void MachineUse::serve(std::string_view command, std::string_view output, int turn) {
  std::string address = address_in(output);
  if (address.empty()) return;
  std::erase_if(services_, [&](const Service& one) { return one.address == address; });
  if (services_.size() >= kMostServices) services_.erase(services_.begin());
  services_.push_back({std::move(address), shown_command(command), turn});
}

void MachineUse::install(const std::vector<std::string>& words, std::string_view manager,
                         std::size_t from, int turn) {
  for (std::size_t i = from; i < words.size(); ++i) {
    if (is_one_of(words[i], kTaking)) {
      ++i;
      continue;
    }
    if (!is_package(words[i]) || packages_.size() >= kMostPackages) continue;
    std::erase_if(packages_, [&](const Package& one) { return one.name == words[i]; });
    packages_.push_back({words[i], std::string(manager), turn});
  }
}

void MachineUse::migrate(std::string_view command, std::string_view output, bool failed, int turn) {
  std::string shown = shown_command(command);
  std::erase_if(migrations_, [&](const Migration& one) { return one.command == shown; });
  if (migrations_.size() >= kMostMigrations) migrations_.erase(migrations_.begin());
  migrations_.push_back(
      {std::move(shown), failed ? "failed: " + one_line(telling_line(output), 200) : "ok", turn});
}

}  // namespace baton
