#include <cmath>

#include "native/cli/commands/commands.hpp"
#include "native/cli/commands/sync_watch.hpp"
#include "native/cli/exit_code.hpp"
#include "native/cli/merging.hpp"
#include "native/cli/syncing.hpp"
#include "native/cli/table.hpp"

namespace baton::cli {
namespace {

struct SyncWords {
  std::string what;
  bool watch = false;
  bool check = false;
  double every = 3;  ///< seconds between two looks
  bool dry_run = false;
};

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

/// What the remotes' syncs did; one that fails does not keep the others from theirs.
struct Outcome {
  Json all = Json::array();
  bool came = false;
  std::optional<Error> failure;  ///< the last; those before are told at once
};

void add(Outcome& outcome, Desk& desk, const std::string& name, const Result<Synced>& synced) {
  if (!synced) {
    outcome.all.push_back({{"remote", name}, {"error", synced.error().message}});
    if (outcome.failure) remark(desk, outcome.failure->message);
    outcome.failure = synced.error();
    return;
  }
  outcome.came = outcome.came || synced->pulled > 0;
  outcome.all.push_back(synced_json(name, *synced));
  if (!desk.options.json) desk.out.line(name + ": " + summary_of(*synced) + '.');
}

Outcome sync_all(Desk& desk, const std::vector<Json>& remotes) {
  Outcome outcome;
  for (const Json& remote : remotes) {
    const std::string& name = text_in(remote, "name");
    add(outcome, desk, name, sync_with(desk, name, 0));
  }
  return outcome;
}

/// What came may show that this repository is known twice; that it is one goes out, too.
Result<int> sync_and_merge(Desk& desk, const std::vector<Json>& remotes) {
  Outcome outcome = sync_all(desk, remotes);
  if (desk.options.json) printed_as_json(desk, answer_of(outcome.all));
  if (outcome.came && merge_duplicates(desk)) outcome.failure = sync_all(desk, remotes).failure;
  tell_of_deleted(desk);
  if (outcome.failure) return std::unexpected(*outcome.failure);
  return 0;
}

Result<Answer> compared(Desk& desk, const std::string& name, bool repair) {
  return desk.api.post("/api/remotes/" + segment(name) + "/check", {{"repair", repair}});
}

/// "device 1a2b3c4d: 12 events here, 10 there".
std::string difference_text(const Json& device) {
  const auto events = [&](const char* side) {
    return number_in(member_in(device, side), "events");
  };
  return "device " + text_in(device, "id").substr(0, 8) + ": " + counted(events("here"), "event") +
         " here, " + std::to_string(events("there")) + " there";
}

/// Syncs, compares, and where something differs exchanges everything once more.
Result<int> check_one(Desk& desk, const std::string& name) {
  TRY(const Synced synced, sync_with(desk, name, 0));
  static_cast<void>(synced);
  TRY(Answer found, compared(desk, name, true));
  if (flag_in(found.data(), "repaired")) {
    TRY(const Synced again, sync_with(desk, name, 0));
    remark(desk, "What " + name +
                     " and this store hold differed; everything was exchanged again: " +
                     summary_of(again) + '.');
    TRY(found, compared(desk, name, false));
  }
  if (printed_as_json(desk, found)) return 0;
  for (const Json& device : list_in(found.data(), "devices"))
    desk.out.line(name + ": " + difference_text(device) + '.');
  if (!list_in(found.data(), "devices").empty()) return kCheckSaysNo;
  desk.out.line(name + (flag_in(found.data(), "all_projects")
                            ? ": both sides hold the same events."
                            : ": all that is there is here, too; not every project goes there."));
  return 0;
}

Result<int> check_all(Desk& desk, const std::vector<Json>& remotes) {
  int code = 0;
  for (const Json& remote : remotes) {
    const auto outcome = check_one(desk, text_in(remote, "name"));
    if (!outcome && remotes.size() == 1) return outcome;
    if (!outcome) remark(desk, text_in(remote, "name") + ": " + outcome.error().message);
    code = std::max(code, outcome ? *outcome : exit_code_of(outcome.error()));
  }
  return code;
}

Result<int> would_go(Desk& desk, const std::vector<Json>& remotes) {
  Json all = Json::array();
  for (const Json& remote : remotes)
    all.push_back({{"remote", text_in(remote, "name")}, {"waiting", number_in(remote, "waiting")}});
  if (printed_as_json(desk, answer_of(all))) return 0;
  for (const Json& one : all)
    desk.out.line("To " + text_in(one, "remote") + " would go " +
                  counted(number_in(one, "waiting"), "event") + '.');
  return 0;
}

Result<int> on_sync(Desk& desk, const SyncWords& words) {
  if (words.what == "status") return sync_status(desk);
  TRY(const std::vector<Json> remotes, remotes_meant(desk, words.what));
  if (words.check) return check_all(desk, remotes);
  if (words.watch)
    return watch_remotes(desk, remotes,
                         std::chrono::milliseconds(std::llround(words.every * 1000)));
  return words.dry_run ? would_go(desk, remotes) : sync_and_merge(desk, remotes);
}

}  // namespace

void add_sync(CommandLine& line) {
  Command& command =
      line.add("sync", "Sync", "exchange with the remotes what is new, until both have everything",
               {"baton sync", "baton sync --dry-run          # what would go",
                "baton sync --watch            # until Ctrl-C",
                "baton sync --check            # do both sides hold the same?",
                "baton sync status             # what waits, what was refused and why, devices"});
  const auto words = std::make_shared<SyncWords>();
  CLI::App& app = *command.app;
  line.suggestions(app.add_option("REMOTE", words->what, "one of `baton remote`, or status"),
                   {"status"});
  CLI::Option* watch =
      app.add_flag("--watch", words->watch, "go on: whatever is new here or there goes at once");
  app.add_option(
         "--every", words->every,
         "seconds between two looks, with --watch, where the remote does not tell by itself (3)")
      ->check(CLI::Range(0.1, 86'400.0));
  CLI::Option* check = app.add_flag(
      "--check", words->check,
      "also compare what both sides hold, and exchange everything again if it differs");
  app.add_flag("--dry-run", words->dry_run, "only say what would go")
      ->excludes(watch)
      ->excludes(check);
  check->excludes(watch);
  command.action = [words](Desk& desk) { return on_sync(desk, *words); };
}

}  // namespace baton::cli
