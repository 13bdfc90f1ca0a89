#include "core/setup/settings.hpp"

#include "core/base/text.hpp"
#include "core/setup/block.hpp"
#include "core/setup/jsonc.hpp"

namespace baton::setup {
namespace {

constexpr auto kJson = Settings::Format::json;

Result<Edited> with_entries(const Settings& settings, std::string_view text) {
  Edited edited{.text = std::string(text), .pieces = {}};
  for (const JsonEntry& entry : settings.entries) {
    TRY(const std::string command, command_there(edited.text, entry));
    Insertion insertion;
    if (command.empty()) {
      TRY(insertion, insertion_for(edited.text, entry));
    }
    edited.text.insert(insertion.at, insertion.text);
    edited.pieces.push_back(std::move(insertion.text));
  }
  return edited;
}

bool sound(const Settings& settings, std::string_view text) {
  return settings.format != kJson || parse_jsonc(text).has_value();
}

/// Takes the piece out where it stands there once and its absence does no harm: whether it did.
bool take_piece(const Settings& settings, std::string& text, const std::string& piece) {
  const std::size_t at = text.find(piece);
  if (at == std::string::npos || at != text.rfind(piece)) return false;
  std::string rest = text;
  rest.erase(at, piece.size());
  if (!sound(settings, rest)) return false;
  text = std::move(rest);
  return true;
}

/// What a piece put in, by its meaning.
Result<std::string> without_part(const Settings& settings, const std::string& text,
                                 std::size_t index) {
  if (settings.format == kJson) return without_entry(text, settings.entries[index]);
  if (settings.format == Settings::Format::whole) return text == settings.block ? "" : text;
  TRY(const BlockPlace place, block_place(settings, text));
  return std::string(text).erase(place.begin, place.end - place.begin);
}

std::size_t parts_of(const Settings& settings) {
  return settings.format == kJson ? settings.entries.size() : 1;
}

std::string wanted_command(const JsonEntry& entry) {
  const Json& holder = entry.hook.empty() ? entry.value : entry.value["hooks"][0];
  const auto found = holder.find("command");
  return found == holder.end() ? "" : found->get_ref<const std::string&>();
}

Result<Held> held_entries(const Settings& settings, std::string_view text) {
  std::size_t there = 0;
  bool same = true;
  for (const JsonEntry& entry : settings.entries) {
    TRY(const std::string command, command_there(text, entry));
    if (command.empty()) continue;
    ++there;
    same = same && command == wanted_command(entry);
  }
  if (there == 0) return Held::none;
  if (there < settings.entries.size()) return Held::some;
  return same ? Held::all : Held::other;
}

}  // namespace

Result<Edited> with_settings(const Settings& settings, std::string_view text) {
  if (settings.format == kJson) return with_entries(settings, text);
  TRY(const BlockPlace place, block_place(settings, text));
  if (place.found()) return Edited{.text = std::string(text), .pieces = {""}};
  std::string piece = block_piece(settings, text);
  return Edited{.text = std::string(text) + piece, .pieces = {piece}};
}

Result<std::string> without_settings(const Settings& settings, std::string_view text,
                                     const std::vector<std::string>& pieces) {
  if (settings.format == kJson) {
    TRY(const JsoncNode root, parse_jsonc(text));
    static_cast<void>(root);
  }
  std::string rest(text);
  const bool known = !pieces.empty();
  for (std::size_t left = parts_of(settings); left > 0; --left) {
    const std::size_t index = left - 1;
    const std::string piece = index < pieces.size() ? pieces[index] : "";
    if (known && (piece.empty() || take_piece(settings, rest, piece))) continue;
    TRY(rest, without_part(settings, rest, index));
  }
  return rest;
}

Result<Held> held(const Settings& settings, std::string_view text) {
  if (settings.format == kJson) return held_entries(settings, text);
  TRY(const BlockPlace place, block_place(settings, text));
  if (!place.found()) return Held::none;
  const std::string_view there = text.substr(place.begin, place.end - place.begin);
  return trimmed(there).starts_with(trimmed(block_text(settings, text))) ? Held::all : Held::other;
}

}  // namespace baton::setup
