#include <unistd.h>

#include <algorithm>

#include "native/cli/ask.hpp"
#include "native/cli/commands/commands.hpp"
#include "native/cli/projects.hpp"
#include "native/cli/secret_input.hpp"
#include "native/cli/table.hpp"
#include "native/keys/keys.hpp"

namespace baton::cli {
namespace {

struct RemoteWords {
  std::string action = "list";
  std::string url;
  std::string name;
  std::vector<std::string> projects, withheld;
  bool all = false;
  bool automatic = false;
  bool by_hand = false;
  bool no_token = false;
};

std::string token_name_for(const std::string& remote) {
  return native::key_name_of("BATON_KEY_REMOTE_", remote);
}

std::string host_name() {
  char name[256] = {};
  return gethostname(name, sizeof name - 1) == 0 ? std::string(name) : std::string("this machine");
}

Result<int> list_remotes(Desk& desk) {
  TRY(const Answer answer, desk.api.get("/api/remotes"));
  if (printed_as_json(desk, answer)) return 0;
  if (answer.data().empty()) {
    desk.out.line("No remote: `baton remote add URL` names a server that holds your history, too.");
    return 0;
  }
  Table table({{"NAME"},
               {"ADDRESS"},
               {"PROJECTS", Align::right},
               {"SYNC"},
               {"WAITING", Align::right},
               {"LAST SYNC"}});
  for (const Json& remote : answer.data()) {
    const std::string synced = local_time(text_in(remote, "synced_at"));
    table.add({text_in(remote, "name"), text_in(remote, "url"),
               flag_in(remote, "all_projects") ? "all"
                                               : std::to_string(list_in(remote, "projects").size()),
               flag_in(remote, "automatic") ? "automatic" : "by hand",
               std::to_string(number_in(remote, "waiting")), synced.empty() ? "never" : synced});
  }
  table.print(desk.out);
  return 0;
}

Result<Json> uids_of(Desk& desk, const std::vector<std::string>& names) {
  Json uids = Json::array();
  for (const std::string& name : names) {
    TRY(const Project project, project_named(desk, name));
    uids.push_back(project.uid);
  }
  return uids;
}

/// What would go, and whether it may: a terminal is asked for each project.
Result<Json> allowed_by_terminal(Desk& desk, const std::string& url) {
  Json allowed = Json::array();
  TRY(const Answer projects, desk.api.get("/api/projects"));
  for (const Json& project : projects.data()) {
    const std::string sessions = counted(
        number_in(project, "total_sessions") + number_in(project, "active_sessions"), "session");
    const auto may = confirm(desk, "May " + text_in(project, "name") + " (" + sessions +
                                       ": conversations, handoffs, knowledge) go to " + url + "?");
    if (!may) break;
    if (*may) allowed.push_back(text_in(project, "uid"));
  }
  return allowed;
}

void tell_choice(Desk& desk, const RemoteWords& words, const Json& remote) {
  const std::size_t count = list_in(remote, "projects").size();
  const bool all = flag_in(remote, "all_projects");
  desk.out.line(
      "Remote " + words.name + ": " + text_in(remote, "url") + ". " +
      (all ? "All projects go there"
       : count == 0
           ? "No project goes there yet"
           : counted(static_cast<std::int64_t>(count), "project goes", "projects go") + " there") +
      ", and what it has comes here: " +
      (flag_in(remote, "automatic") ? "before `start` and after `done`, and by `baton sync`."
                                    : "`baton sync`."));
  if (!all && count == 0)
    remark(desk, "`baton remote add " + words.url + " --projects NAME` or --all says what may go.");
}

/// The remote of this name if it is known at this address, else null.
Result<Json> known_remote(Desk& desk, const RemoteWords& words) {
  TRY(const Answer remotes, desk.api.get("/api/remotes"));
  for (const Json& remote : remotes.data())
    if (text_in(remote, "name") == words.name && text_in(remote, "url") == words.url) return remote;
  return Json();
}

/// "" where the one that is kept stays.
Result<std::string> token_for(Desk& desk, const RemoteWords& words, const Json& known) {
  if (words.no_token) return "";
  const bool kept = !native::key_named(desk.environment, text_in(known, "key_name")).empty();
  if (kept && isatty(STDIN_FILENO)) remark(desk, "Enter alone keeps the token that is here.");
  auto token = secret_from_input(desk, "token");
  if (!token && kept) return "";
  return token;
}

/// Only what was said changes: what a remote that is known may have stays.
Result<Json> choice_of(Desk& desk, const RemoteWords& words, const Json& known) {
  const bool told = words.all || !words.projects.empty() || !words.withheld.empty();
  TRY(Json projects, uids_of(desk, words.projects));
  TRY(const Json withheld, uids_of(desk, words.withheld));
  if (!told && known.is_null()) {
    TRY(projects, allowed_by_terminal(desk, words.url));
  }
  if (!withheld.empty() && flag_in(known, "all_projects")) {
    TRY(const std::vector<Project> all, all_projects(desk));
    for (const Project& project : all) projects.push_back(project.uid);
  }
  Json choice = {{"projects", projects}, {"withheld_projects", withheld}};
  if (told) choice["all_projects"] = words.all;
  if (words.automatic || words.by_hand) choice["automatic"] = words.automatic;
  return choice;
}

Result<int> add_remote_named(Desk& desk, const RemoteWords& words) {
  TRY(const Json known, known_remote(desk, words));
  TRY(const std::string token, token_for(desk, words, known));
  TRY(Json remote, choice_of(desk, words, known));
  const std::string key_name = words.no_token ? "" : token_name_for(words.name);
  remote.update({{"name", words.name},
                 {"url", words.url},
                 {"key_name", key_name},
                 {"device_name", host_name()}});
  TRY(const Answer answer, desk.api.post("/api/remotes", remote));
  if (!token.empty()) {
    TRY(const std::string place, native::keep_key(desk.environment, key_name, token));
    remark(desk, "The token is " + place + '.');
  }
  if (!printed_as_json(desk, answer)) tell_choice(desk, words, answer.data());
  return 0;
}

Result<int> remove_remote(Desk& desk, const RemoteWords& words) {
  TRY(const Answer answer, desk.api.remove("/api/remotes/" + segment(words.name)));
  if (desk.options.remote.empty() && !text_in(answer.data(), "key_name").empty()) {
    TRY(const bool forgotten,
        native::forget_key(desk.environment, text_in(answer.data(), "key_name")));
    if (forgotten) remark(desk, "Its token is deleted.");
  }
  if (!printed_as_json(desk, answer))
    desk.out.line("Remote " + words.name + " is forgotten; what came from it stays.");
  return 0;
}

Result<int> on_remote(Desk& desk, const RemoteWords& words) {
  if (words.action == "list") return list_remotes(desk);
  RemoteWords named = words;
  if (words.action == "remove") {
    if (!words.url.empty()) named.name = words.url;
    if (named.name.empty())
      return fail(Fault::invalid, "usage", "Which one? `baton remote remove NAME`");
    return remove_remote(desk, named);
  }
  if (words.url.empty())
    return fail(Fault::invalid, "usage", "Which server? `baton remote add URL`");
  if (named.name.empty()) named.name = "origin";
  while (named.url.ends_with('/')) named.url.pop_back();
  return add_remote_named(desk, named);
}

}  // namespace

void add_remote(CommandLine& line) {
  Command& command = line.add(
      "remote", "Sync", "servers that hold the same history: what goes there, by which token",
      {"baton remote add https://baton.example.org            # asks for token and projects",
       "baton remote add https://baton.example.org --all < token.txt",
       "baton remote add http://127.0.0.1:8787 --no-token --projects notes",
       "baton remote add https://baton.example.org --automatic # before start and after done",
       "baton remote remove origin"});
  const auto words = std::make_shared<RemoteWords>();
  CLI::App& app = *command.app;
  line.choices(app.add_option("ACTION", words->action, ""), {"add", "list", "remove"});
  app.add_option("URL", words->url, "the server's address, or the name of the remote to remove");
  app.add_option("--name", words->name, "what you call it; origin if absent")->type_name("NAME");
  CommandLine::repeated(
      app.add_option("--projects", words->projects, "a project that may go there; may be repeated")
          ->type_name("NAME"));
  CommandLine::repeated(
      app.add_option("--withhold", words->withheld,
                     "a project that may no longer go there; after --all, nor those to come")
          ->type_name("NAME"));
  app.add_flag("--all", words->all, "all projects may, and those to come")->excludes("--projects");
  app.add_flag("--automatic", words->automatic, "sync before start and after done by itself");
  app.add_flag("--by-hand", words->by_hand, "not any more")->excludes("--automatic");
  app.add_flag("--no-token", words->no_token, "the server asks for none");
  command.makes_database = [] { return true; };
  command.action = [words](Desk& desk) { return on_remote(desk, *words); };
}

}  // namespace baton::cli
