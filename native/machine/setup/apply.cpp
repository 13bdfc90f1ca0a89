#include "native/machine/setup/apply.hpp"

#include "core/base/text.hpp"
#include "native/machine/setup/settings_file.hpp"

namespace baton::machine {
namespace {

using Kind = SetupOutcome::Kind;
using setup::Held;

SetupOutcome refused(const AssistantSettings& file, const Error& error) {
  const bool broken = error.code == "broken_settings";
  return {.kind = Kind::refused,
          .text = broken ? file.path + ", " + error.message + "; left as it is." : error.message,
          .pieces = {}};
}

SetupOutcome plain(Kind kind) { return {.kind = kind, .text = {}, .pieces = {}}; }

/// Writes the record first: whatever ends this in between, what is in the file can be taken out.
Result<bool> write_recorded(const AssistantSettings& file, const SettingsFile& disk,
                            const setup::Edited& edited, SetupRecord& record) {
  SetupRecord tried = record;
  SettingsRecord now{
      .made = !disk.there, .folders = missing_folders(file.path), .pieces = edited.pieces};
  if (const SettingsRecord* before = record.find(file.path); before && disk.there) {
    now.made = before->made;
    now.folders = before->folders;
  }
  tried.set(file.path, std::move(now));
  TRY(const bool saved, tried.save());
  static_cast<void>(saved);
  auto written = write_settings(disk, edited.text, file.readers);
  if (written) {
    record = std::move(tried);
  } else {
    TRY(const bool back, record.save());
    static_cast<void>(back);
  }
  return written;
}

Result<SetupOutcome> added(const AssistantSettings& file, SetupRecord& record, Changes changes) {
  TRY(const SettingsFile disk, read_settings(file.path));
  TRY(const Held there, setup::held(file.settings, disk.text));
  if (there == Held::all) return plain(Kind::unchanged);
  const SettingsRecord* known = record.find(file.path);
  std::string base = disk.text;
  if (known && there != Held::none) {
    TRY(base, setup::without_settings(file.settings, disk.text, known->pieces));
  }
  TRY(setup::Edited edited, setup::with_settings(file.settings, base));
  if (edited.text == disk.text)
    return SetupOutcome{.kind = Kind::foreign,
                        .text = file.path + " has another entry called baton; left as it is.",
                        .pieces = {}};
  if (changes == Changes::made) {
    TRY(const bool written, write_recorded(file, disk, edited, record));
    static_cast<void>(written);
  }
  return SetupOutcome{.kind = there == Held::none ? Kind::added : Kind::updated,
                      .text = {},
                      .pieces = std::move(edited.pieces)};
}

bool holds_nothing(std::string_view text) { return trimmed(text).empty() || trimmed(text) == "{}"; }

Result<bool> put_back(const AssistantSettings& file, const SettingsFile& disk,
                      const SettingsRecord& known, const std::string& text) {
  const bool whole = file.settings.format == setup::Settings::Format::whole;
  const bool made = known.made || (whole && known.pieces.empty());
  if (made && holds_nothing(text)) return delete_settings(disk, known.folders);
  return write_settings(disk, text, file.readers);
}

Result<SetupOutcome> removed(const AssistantSettings& file, SetupRecord& record, Changes changes) {
  TRY(const SettingsFile disk, read_settings(file.path));
  const SettingsRecord* found = record.find(file.path);
  if (!disk.there || (!found && record.there())) {
    record.drop(file.path);
    return plain(Kind::unchanged);
  }
  const SettingsRecord known = found ? *found : SettingsRecord{};
  TRY(const std::string text, setup::without_settings(file.settings, disk.text, known.pieces));
  if (changes == Changes::made && text != disk.text) {
    TRY(const bool back, put_back(file, disk, known, text));
    static_cast<void>(back);
  }
  if (changes == Changes::made) record.drop(file.path);
  return plain(text == disk.text ? Kind::unchanged : Kind::removed);
}

}  // namespace

SetupOutcome add_setup(const AssistantSettings& file, SetupRecord& record, Changes changes) {
  auto outcome = added(file, record, changes);
  return outcome ? *std::move(outcome) : refused(file, outcome.error());
}

SetupOutcome remove_setup(const AssistantSettings& file, SetupRecord& record, Changes changes) {
  auto outcome = removed(file, record, changes);
  return outcome ? *std::move(outcome) : refused(file, outcome.error());
}

Result<Held> look_at(const AssistantSettings& file) {
  TRY(const SettingsFile disk, read_settings(file.path));
  auto there = setup::held(file.settings, disk.text);
  if (there) return *there;
  return fail(Fault::unprocessable, "broken_settings", refused(file, there.error()).text);
}

}  // namespace baton::machine
