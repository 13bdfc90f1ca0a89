#include "native/cli/syncing.hpp"

#include <algorithm>
#include <vector>

#include "native/cli/progress.hpp"

namespace baton::cli {
namespace {

constexpr std::int64_t kAutomaticPatience = 300;

std::string notice_text(const std::string& notice, const std::string& remote) {
  if (notice == "device_renamed")
    return "This data folder is a copy of another that is in use: it is a device of its own now, "
           "under a new id. Nothing was lost.";
  if (notice == "clock_set_back")
    return "The clock of this machine is ahead of " + remote +
           "'s: what it had not sent yet was set to the time there.";
  if (notice == "remote_restored")
    return remote + " was put back from a copy: everything is offered to it again.";
  return {};
}

/// A session's number may change several times in one sync: for the time being, and for good.
void add_changes(std::vector<Json>& changes, const Json& step) {
  for (const Json& change : list_in(step, "renumbered")) {
    const auto before = std::ranges::find_if(changes, [&](const Json& earlier) {
      return text_in(earlier, "session") == text_in(change, "session");
    });
    if (before == changes.end())
      changes.push_back(change);
    else
      (*before)["is"] = number_in(change, "is");
  }
}

void tell_changes(Desk& desk, const std::vector<Json>& changes) {
  for (const Json& change : changes)
    if (number_in(change, "was") != number_in(change, "is"))
      remark(desk, "Session " + std::to_string(number_in(change, "was")) + " of " +
                       text_in(change, "project") + " is session " +
                       std::to_string(number_in(change, "is")) +
                       " now: another device had given the number, too.");
}

}  // namespace

Result<Synced> sync_with(Desk& desk, const std::string& remote, std::int64_t patience) {
  Synced synced;
  std::vector<Json> changes;
  Progress progress(desk.notes, desk.options.quiet ? Progress::Shown::no : Progress::Shown::yes, 0);
  progress.begin_item("syncing with " + remote);
  for (bool done = false; !done; patience = 0) {
    TRY(const Answer answer,
        desk.api.post(target("/api/remotes/" + segment(remote) + "/sync",
                             {{"patience", patience ? std::to_string(patience) : ""}}),
                      Json::object()));
    const Json& step = answer.data();
    synced.pushed += number_in(step, "pushed");
    synced.pulled += number_in(step, "pulled");
    synced.refused += number_in(step, "refused");
    done = flag_in(step, "done");
    progress.clear();
    if (const std::string text = notice_text(text_in(step, "notice"), remote); !text.empty())
      remark(desk, text);
    add_changes(changes, step);
    progress.add(1);
  }
  progress.clear();
  tell_changes(desk, changes);
  return synced;
}

Json synced_json(const std::string& remote, const Synced& synced) {
  return {{"remote", remote},
          {"pushed", synced.pushed},
          {"pulled", synced.pulled},
          {"refused", synced.refused}};
}

std::string summary_of(const Synced& synced) {
  if (synced.pushed + synced.pulled + synced.refused == 0) return "nothing new";
  std::string text =
      "sent " + counted(synced.pushed, "event") + ", received " + counted(synced.pulled, "event");
  if (synced.refused)
    text += "; " + counted(synced.refused, "event was", "events were") +
            " refused: `baton sync status` says why";
  return text;
}

void sync_automatically(Desk& desk) {
  if (!desk.options.remote.empty()) return;
  const auto remotes = desk.api.get("/api/remotes");
  if (!remotes) return;
  for (const Json& remote : remotes->data()) {
    if (!flag_in(remote, "automatic")) continue;
    const std::string& name = text_in(remote, "name");
    const auto synced = sync_with(desk, name, kAutomaticPatience);
    if (!synced)
      remark(desk, "Not synced with " + name + ": " + synced.error().message);
    else if (synced->pushed + synced->pulled > 0)
      remark(desk, "Synced with " + name + ": " + summary_of(*synced) + '.');
  }
}

}  // namespace baton::cli
