#include "native/cli/commands/commands.hpp"
#include "native/cli/merging.hpp"
#include "native/cli/stop_signals.hpp"
#include "native/cli/syncing.hpp"
#include "native/cli/table.hpp"

namespace baton::cli {
namespace {

struct SyncWords {
  std::string what;
  bool watch = false;
  bool dry_run = false;
};

constexpr std::chrono::seconds kBetweenLooks{3};

void print_refused(Desk& desk, const Json& refused) {
  if (refused.empty()) return;
  Table table({{"REFUSED"}, {"WHY"}, {"BY"}, {"WHEN"}});
  for (const Json& one : refused)
    table.add({text_in(object_in(one, "event"), "type") + ' ' +
                   text_in(object_in(one, "event"), "entity_id"),
               text_in(one, "reason"),
               text_in(one, "direction") == "push" ? text_in(one, "remote") : "this device",
               local_time(text_in(one, "refused_at"))});
  table.print(desk.out);
}

void print_remotes(Desk& desk, const Json& remotes) {
  for (const Json& remote : remotes) {
    const std::string synced = time_since(text_in(remote, "synced_at"));
    desk.out.line(text_in(remote, "name") + ", " + text_in(remote, "url") + ": " +
                  counted(number_in(remote, "waiting"), "event waits", "events wait") +
                  ", last synced " + (synced.empty() ? "never" : synced + " ago") + '.');
    if (const std::string& failure = text_in(remote, "failure"); !failure.empty())
      desk.out.line("  " + local_time(text_in(remote, "failed_at")) + ": " + failure);
  }
  if (remotes.empty())
    desk.out.line("No remote: `baton remote add URL` names a server that holds your history, too.");
}

void print_devices(Desk& desk, const Json& data) {
  const Json& own = object_in(data, "device");
  Table table({{"DEVICE"}, {"NAME"}, {"EVENTS", Align::right}, {"LAST SEEN"}});
  for (const Json& device : list_in(data, "devices")) {
    const bool is_own = text_in(device, "id") == text_in(own, "id");
    table.add({text_in(device, "id").substr(0, 8),
               is_own ? text_in(own, "name") + " (this one)" : text_in(device, "name"),
               std::to_string(number_in(device, "events")),
               is_own ? "" : local_time(text_in(device, "seen_at"))});
  }
  table.print(desk.out);
}

Result<int> sync_status(Desk& desk) {
  TRY(const Answer answer, desk.api.get("/api/sync/status"));
  if (printed_as_json(desk, answer)) return 0;
  print_remotes(desk, list_in(answer.data(), "remotes"));
  print_devices(desk, answer.data());
  print_refused(desk, list_in(answer.data(), "refused"));
  return 0;
}

/// The remotes that are meant: the one named, else all.
Result<std::vector<Json>> remotes_meant(Desk& desk, const std::string& name) {
  TRY(const Answer answer, desk.api.get("/api/remotes"));
  std::vector<Json> meant;
  for (const Json& remote : answer.data())
    if (name.empty() || text_in(remote, "name") == name) meant.push_back(remote);
  if (meant.empty())
    return fail(Fault::not_found, "unknown_remote",
                name.empty() ? "There is no remote yet: `baton remote add URL`."
                             : "There is no remote " + name + ": `baton remote` lists them.");
  return meant;
}

Result<int> sync_all(Desk& desk, const std::vector<Json>& remotes, bool tells_nothing_new) {
  Json all = Json::array();
  for (const Json& remote : remotes) {
    const std::string& name = text_in(remote, "name");
    TRY(const Synced synced, sync_with(desk, name, 0));
    all.push_back({{"remote", name},
                   {"pushed", synced.pushed},
                   {"pulled", synced.pulled},
                   {"refused", synced.refused}});
    const bool news = synced.pushed + synced.pulled + synced.refused > 0;
    if (!desk.options.json && (news || tells_nothing_new))
      desk.out.line(name + ": " + summary_of(synced) + '.');
  }
  if (desk.options.json) printed_as_json(desk, answer_of(all));
  return 0;
}

/// What came may show that this repository is known twice; that it is one goes out, too.
Result<int> sync_and_merge(Desk& desk, const std::vector<Json>& remotes) {
  TRY(const int code, sync_all(desk, remotes, true));
  for (const bool merged = merge_duplicates(desk); const Json& remote : remotes) {
    if (!merged) break;
    TRY(const Synced synced, sync_with(desk, text_in(remote, "name"), 0));
    if (!desk.options.json)
      desk.out.line(text_in(remote, "name") + ": " + summary_of(synced) + '.');
  }
  tell_of_deleted(desk);
  return code;
}

Result<int> watch(Desk& desk, const std::vector<Json>& remotes) {
  StopSignals signals;
  bool reached = true;
  remark(desk, "Syncing as long as this runs; Ctrl-C ends it.");
  while (true) {
    const auto done = sync_all(desk, remotes, false);
    if (!done && reached) remark(desk, done.error().message);
    reached = done.has_value();
    if (signals.wait(kBetweenLooks)) return 0;
  }
}

Result<int> on_sync(Desk& desk, const SyncWords& words) {
  if (words.what == "status") return sync_status(desk);
  TRY(const std::vector<Json> remotes, remotes_meant(desk, words.what));
  if (words.watch) return watch(desk, remotes);
  if (!words.dry_run) return sync_and_merge(desk, remotes);
  for (const Json& remote : remotes)
    desk.out.line("To " + text_in(remote, "name") + " would go " +
                  counted(number_in(remote, "waiting"), "event") + '.');
  return 0;
}

}  // namespace

void add_sync(CommandLine& line) {
  Command& command =
      line.add("sync", "Sync", "exchange with the remotes what is new, until both have everything",
               {"baton sync", "baton sync --dry-run          # what would go",
                "baton sync --watch            # until Ctrl-C",
                "baton sync status             # what waits, what was refused and why, devices"});
  const auto words = std::make_shared<SyncWords>();
  CLI::App& app = *command.app;
  line.suggestions(app.add_option("REMOTE", words->what, "one of `baton remote`, or status"),
                   {"status"});
  app.add_flag("--watch", words->watch, "go on, looking every three seconds");
  app.add_flag("--dry-run", words->dry_run, "only say what would go");
  command.action = [words](Desk& desk) { return on_sync(desk, *words); };
}

}  // namespace baton::cli
