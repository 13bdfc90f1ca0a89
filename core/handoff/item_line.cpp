#include "core/handoff/item_line.hpp"

#include <algorithm>
#include <charconv>
#include <limits>

#include "core/base/json.hpp"
#include "core/base/json_members.hpp"
#include "core/base/text.hpp"
#include "core/handoff/entries.hpp"
#include "core/handoff/field_lines.hpp"

namespace baton {
namespace {

constexpr std::string_view kDash = " — ";
constexpr std::string_view kLast = "last ";
constexpr std::string_view kSuggested = "suggested";
constexpr std::size_t kWhole = std::numeric_limits<std::size_t>::max() / 2;

std::string with_reference(std::string text, const std::string& where) {
  if (!where.empty()) text += " (" + where + ")";
  return text;
}

/// `12:758, last 14, suggested`, what of it applies.
std::string reference_of(const HandoffItem& item) {
  std::string where = reference(item.session, item.turn);
  const auto add = [&](const std::string& part) { where += (where.empty() ? "" : ", ") + part; };
  if (item.last_session) add(std::string(kLast) + std::to_string(item.last_session));
  if (item.suggested) add(std::string(kSuggested));
  return where;
}

/// The whole of `text` as a number.
bool read_number(std::string_view text, int& number) {
  const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc() && stop == text.data() + text.size();
}

/// One part of a reference: `12:758`, `last 14` or `suggested`.
bool read_part(std::string_view part, HandoffItem& item) {
  if (part == kSuggested) return item.suggested = true;
  if (part.starts_with(kLast)) return read_number(part.substr(kLast.size()), item.last_session);
  const std::size_t colon = part.find(':');
  return colon != std::string_view::npos && read_number(part.substr(0, colon), item.session) &&
         read_number(part.substr(colon + 1), item.turn);
}

/// Takes a reference with its additions off the end of `text`, if there is one.
void take_reference_of(std::string_view& text, HandoffItem& item) {
  const std::size_t open = text.ends_with(')') ? text.rfind(" (") : std::string_view::npos;
  if (open == std::string_view::npos) return;
  HandoffItem read;
  std::string_view rest = text.substr(open + 2, text.size() - open - 3);
  for (std::size_t end = 0; end != std::string_view::npos;) {
    end = rest.find(", ");
    if (!read_part(rest.substr(0, end), read)) return;
    if (end != std::string_view::npos) rest.remove_prefix(end + 2);
  }
  item.session = read.session;
  item.turn = read.turn;
  item.last_session = read.last_session;
  item.suggested = read.suggested;
  text = text.substr(0, open);
}

/// The entry's lines under its bullet, those after the first indented by two; empty lines stay
/// empty.
std::string block(std::string_view entry, std::string_view bullet) {
  std::string out(bullet);
  for (std::size_t i = 0; i < entry.size(); ++i) {
    out += entry[i];
    if (entry[i] == '\n' && !entry.substr(i + 1).starts_with('\n')) out += "  ";
  }
  return out;
}

/// The entry that a block reads back as, "" unless it is exactly one.
std::string sole_entry(const std::string& lines) {
  const std::vector<std::string> entries = entries_of(raw_lines(lines));
  return entries.size() == 1 ? entries.front() : std::string();
}

std::string plain_entry(const HandoffItem& item) {
  const std::size_t end = item.text.find('\n');
  std::string first = item.text.substr(0, end);
  if (!item.detail.empty()) first += std::string(kDash) + item.detail;
  first = with_reference(std::move(first), reference_of(item));
  return end == std::string::npos ? first : first + item.text.substr(end);
}

std::string quoting_entry(const HandoffItem& item) {
  HandoffItem bare = item;
  bare.detail.clear();
  std::string entry = plain_entry(bare);
  // A blank line keeps a text apart that ends in a quotation itself.
  if (raw_lines(item.text).back().starts_with('>')) entry += '\n';
  for (std::string_view line : raw_lines(item.detail))
    entry += line.empty() ? "\n>" : "\n> " + std::string(line);
  return entry;
}

std::string json_entry(const HandoffItem& item) {
  std::string json =
      "{\"text\":" + json_quoted(item.text) + ",\"detail\":" + json_quoted(item.detail) +
      ",\"session\":" + std::to_string(item.session) + ",\"turn\":" + std::to_string(item.turn);
  if (item.last_session) json += ",\"last_session\":" + std::to_string(item.last_session);
  if (item.suggested) json += ",\"suggested\":true";
  std::string fields;
  for (const HandoffField& field : item.fields)
    fields += (fields.empty() ? "{\"name\":" : ",{\"name\":") + json_quoted(field.name) +
              ",\"value\":" + json_quoted(field.value) + "}";
  if (!fields.empty()) json += ",\"fields\":[" + fields + "]";
  return json + "}";
}

HandoffItem item_of_json(const JsonMembers& json) {
  HandoffItem item{json.text("text", kWhole),
                   json.text("detail", kWhole),
                   static_cast<int>(json.integer("session", 0)),
                   static_cast<int>(json.integer("turn", 0)),
                   static_cast<int>(json.integer("last_session", 0)),
                   json.boolean("suggested")};
  if (!json.has("fields")) return item;
  for (const std::string_view element : json_elements(json.raw("fields"), kWhole)) {
    const JsonMembers field(element);
    item.fields.push_back({field.text("name", kWhole), field.text("value", kWhole)});
  }
  return item;
}

std::string code_entry(const HandoffCommand& command) {
  std::string entry = "`" + command.command + "`";
  if (command.failed)
    entry += std::string(kDash) + "failed";
  else if (!command.outcome.empty())
    entry += std::string(kDash) + command.outcome;
  if (command.failed && !command.outcome.empty()) entry += ": " + command.outcome;
  return with_reference(std::move(entry), reference(command.session, command.turn));
}

std::string json_entry(const HandoffCommand& command) {
  return "{\"command\":" + json_quoted(command.command) +
         ",\"outcome\":" + json_quoted(command.outcome) +
         ",\"failed\":" + (command.failed ? "true" : "false") +
         ",\"session\":" + std::to_string(command.session) +
         ",\"turn\":" + std::to_string(command.turn) + "}";
}

HandoffCommand command_of_json(const JsonMembers& json) {
  return {json.text("command", kWhole), json.text("outcome", kWhole), json.boolean("failed"),
          static_cast<int>(json.integer("session", 0)), static_cast<int>(json.integer("turn", 0))};
}

/// Splits the quoted detail at an entry's end off `text`, if there is one.
bool take_quote(std::string_view& text, std::string& detail) {
  const auto is_quote = [](std::string_view line) { return line == ">" || line.starts_with("> "); };
  const std::vector<std::string_view> lines = raw_lines(text);
  std::size_t first = lines.size();
  while (first > 1 && is_quote(lines[first - 1])) --first;
  if (first == lines.size()) return false;
  for (std::size_t i = first; i < lines.size(); ++i) {
    if (i > first) detail += '\n';
    detail += lines[i].substr(std::min<std::size_t>(2, lines[i].size()));
  }
  if (first > 1 && lines[first - 1].empty()) --first;
  text = text.substr(0, static_cast<std::size_t>(lines[first].data() - text.data()) - 1);
  return true;
}

void read_outcome(std::string_view outcome, HandoffCommand& command) {
  constexpr std::string_view kFailed = "failed";
  command.failed = outcome == kFailed || outcome.starts_with("failed: ");
  if (command.failed) outcome.remove_prefix(outcome == kFailed ? 6 : 8);
  command.outcome = outcome;
}

}  // namespace

std::string reference(int session, int turn) {
  if (!session && !turn) return {};
  return std::to_string(session) + ':' + std::to_string(turn);
}

void take_reference(std::string_view& text, int& session, int& turn) {
  if (!text.ends_with(')')) return;
  const std::size_t open = text.rfind(" (");
  if (open == std::string_view::npos) return;
  const char* const end = text.data() + text.size() - 1;
  const auto first = std::from_chars(text.data() + open + 2, end, session);
  if (first.ec != std::errc() || first.ptr == end || *first.ptr != ':') {
    session = 0;
    return;
  }
  const auto second = std::from_chars(first.ptr + 1, end, turn);
  if (second.ec != std::errc() || second.ptr != end) {
    session = turn = 0;
    return;
  }
  text = text.substr(0, open);
}

std::string render_item(const HandoffItem& item, std::string_view bullet) {
  for (std::string entry : {plain_entry(item), quoting_entry(item)}) {
    add_fields(entry, item.fields, bullet.size() - 2);
    std::string lines = block(entry, bullet);
    if (parse_item(sole_entry(lines)) == item) return lines;
  }
  return std::string(bullet) + json_entry(item);
}

HandoffItem parse_item(std::string_view entry) {
  if (entry.starts_with("{\"text\":")) {
    const JsonMembers json(entry);
    if (json.valid()) return item_of_json(json);
  }
  HandoffItem item;
  take_fields(entry, item.fields);
  const bool quoting = take_quote(entry, item.detail);
  const std::size_t end = std::min(entry.find('\n'), entry.size());
  std::string_view first = entry.substr(0, end);
  take_reference_of(first, item);
  const std::size_t dash = quoting ? std::string_view::npos : first.find(kDash);
  item.text = first.substr(0, dash);
  if (dash != std::string_view::npos) item.detail = first.substr(dash + kDash.size());
  item.text += entry.substr(end);
  return item;
}

std::string render_command(const HandoffCommand& command) {
  std::string lines = block(code_entry(command), "- ");
  if (parse_command(sole_entry(lines)) == command) return lines;
  return "- " + json_entry(command);
}

HandoffCommand parse_command(std::string_view entry) {
  if (entry.starts_with("{\"command\":")) {
    const JsonMembers json(entry);
    if (json.valid()) return command_of_json(json);
  }
  HandoffCommand command;
  take_reference(entry, command.session, command.turn);
  const std::size_t close = entry.starts_with('`') ? entry.find('`', 1) : std::string_view::npos;
  if (close == std::string_view::npos) {
    command.command = entry;
    return command;
  }
  command.command = entry.substr(1, close - 1);
  entry.remove_prefix(close + 1);
  if (entry.starts_with(kDash))
    read_outcome(entry.substr(kDash.size()), command);
  else
    command.command += entry;
  return command;
}

std::string render_word(std::string_view word) {
  std::string line = "- `" + std::string(word) + "`";
  if (word.find('\n') == std::string_view::npos && parse_word(sole_entry(line)) == word)
    return line;
  return "- " + json_quoted(word);
}

std::string parse_word(std::string_view entry) {
  if (entry.size() >= 2 && entry.starts_with('`') && entry.ends_with('`'))
    return std::string(entry.substr(1, entry.size() - 2));
  if (entry.size() >= 2 && entry.starts_with('"') && entry.ends_with('"'))
    return unquoted(entry, kWhole);
  return std::string(entry);
}

}  // namespace baton
