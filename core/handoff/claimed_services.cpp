#include "core/handoff/claimed_services.hpp"

#include <algorithm>
#include <array>
#include <span>

#include "core/base/text.hpp"
#include "core/handoff/extract/shell.hpp"

namespace baton {
namespace {

constexpr std::size_t kMostPorts = 64;
constexpr std::size_t kMostMigrations = 64;
constexpr std::size_t kLongestName = 300;

constexpr auto kDenials = std::to_array<std::string_view>(
    {"not started", "not running", "isn't running", "not yet", "stopped", "❌", "offline", "killed",
     "shut down", "in use", "refused", "hangs", "no longer", "would", "should", "if ", "failed",
     "cannot", "can't"});
constexpr auto kAffirmations = std::to_array<std::string_view>(
    {"running", "runs", "listening", "listens", "serving", "serves", "answers", "responding",
     "responds", " is up", "✅", "started on", "available at", "live at"});
constexpr auto kServiceHeadings = std::to_array<std::string_view>(
    {"service", "running", "pre-flight", "preflight", "environment state", "backend status",
     "server status", "system state"});
constexpr auto kHosts =
    std::to_array<std::string_view>({"localhost:", "127.0.0.1:", "0.0.0.0:", "[::1]:"});

bool names_any(std::string_view text, std::span<const std::string_view> words) {
  return std::ranges::any_of(words, [&](std::string_view word) { return contains(text, word); });
}

/// The port that the digits at `at` write; 0 if they write none.
std::uint16_t port_at(std::string_view text, std::size_t at) {
  std::uint32_t number = 0;
  std::size_t end = at;
  for (; end < text.size() && end - at < 6 && is_digit(text[end]); ++end)
    number = number * 10 + static_cast<std::uint32_t>(text[end] - '0');
  return number <= 65'535 ? static_cast<std::uint16_t>(number) : std::uint16_t{0};
}

void add_port(std::uint16_t number, std::vector<ClaimedPort>& ports) {
  const ClaimedPort port{number};
  if (number == 0 || ports.size() >= kMostPorts) return;
  if (std::ranges::find(ports, port) == ports.end()) ports.push_back(port);
}

void add_addresses(std::string_view line, std::vector<ClaimedPort>& ports) {
  for (const std::string_view host : kHosts)
    for (std::size_t at = line.find(host); at != std::string_view::npos;
         at = line.find(host, at + 1))
      add_port(port_at(line, at + host.size()), ports);
}

/// `port 5432`, `Port: 5557`, `port=3000`; not `import 5`, nor a forwarding `port 80:8080`.
void add_numbered(std::string_view lower, std::vector<ClaimedPort>& ports) {
  constexpr std::string_view kPort = "port";
  for (std::size_t at = lower.find(kPort); at != std::string_view::npos;
       at = lower.find(kPort, at + 1)) {
    if (at > 0 && is_letter(lower[at - 1])) continue;
    std::size_t digits = at + kPort.size();
    const std::size_t limit = std::min(lower.size(), digits + 6);
    while (digits < limit && contains(" :*`=#s", lower.substr(digits, 1))) ++digits;
    if (digits > at + kPort.size()) add_port(port_at(lower, digits), ports);
  }
}

bool is_word_character(char c) {
  return is_letter(c) || is_digit(c) || contains("._-/", std::string_view(&c, 1));
}

bool is_migration_name(std::string_view word, bool about_migrations) {
  if (!word.ends_with(".sql") && !word.ends_with(".py") && !word.ends_with(".ts")) return false;
  const bool in_folder = contains(word, "migrations/") || contains(word, "alembic/versions/");
  return in_folder || (about_migrations && word.size() > 4 && is_digit(base_name(word).front()));
}

void add_migrations(std::string_view line, std::vector<std::string>& files) {
  const bool about = contains(lowered(line), "migration");
  std::size_t at = 0;
  while (at < line.size() && files.size() < kMostMigrations) {
    std::size_t end = at;
    while (end < line.size() && is_word_character(line[end])) ++end;
    const std::string_view word = line.substr(at, end - at);
    if (word.size() > 4 && word.size() < kLongestName && !word.ends_with('/') &&
        is_migration_name(word, about))
      files.emplace_back(word);
    at = std::max(end, at + 1);
  }
}

}  // namespace

std::vector<ClaimedPort> ports_said_to_answer(std::string_view text, std::string_view heading) {
  std::vector<ClaimedPort> ports;
  bool under_services = names_any(lowered(heading), kServiceHeadings);
  bool in_fence = false;
  for (const std::string_view line : lines_of(text)) {
    const std::string lower = lowered(line);
    if (line.starts_with("```")) in_fence = !in_fence;
    if (!in_fence && line.starts_with('#')) under_services = names_any(lower, kServiceHeadings);
    if (names_any(lower, kDenials)) continue;
    if (!under_services && !names_any(lower, kAffirmations)) continue;
    add_addresses(lower, ports);
    add_numbered(lower, ports);
  }
  return ports;
}

std::vector<ClaimedPort> ports_asked_by(std::string_view command) {
  std::vector<ClaimedPort> ports;
  for (const std::string& part : shell_parts(command)) {
    const std::vector<std::string> words = shell_words(part);
    if (words.empty()) continue;
    const std::string& program = words.front();
    if (program == "curl" || program == "wget" || program == "http") add_addresses(part, ports);
  }
  return ports;
}

std::vector<std::string> migrations_named(std::string_view text) {
  std::vector<std::string> files;
  for (const std::string_view line : lines_of(text)) add_migrations(line, files);
  return files;
}

}  // namespace baton
