#include "native/cli/commands/commands.hpp"
#include "native/cli/nearest.hpp"
#include "native/cli/projects.hpp"
#include "native/cli/table.hpp"

namespace baton::cli {
namespace {

struct TokenWords {
  std::string action = "list";
  std::string name;
  std::string role = "write";
  std::vector<std::string> projects;
  bool link = false;
  std::string server = "http://127.0.0.1:8787";
};

std::string reach_of(const Json& token) {
  const std::size_t count = list_in(token, "projects").size();
  return count == 0 ? "all" : std::to_string(count);
}

Result<int> list_tokens(Desk& desk) {
  TRY(const Answer answer, desk.api.get("/api/tokens"));
  if (printed_as_json(desk, answer)) return 0;
  if (!answer.data().is_array() || answer.data().empty()) {
    desk.out.line("No tokens: `baton token create NAME` makes one.");
    return 0;
  }
  Table table({{"ID", Align::right}, {"ROLE"}, {"PROJECTS"}, {"MADE"}, {"REVOKED"}, {"NAME"}});
  for (const Json& token : answer.data()) {
    table.add({std::to_string(number_in(token, "id")), text_in(token, "role"), reach_of(token),
               local_time(text_in(token, "created_at")), local_time(text_in(token, "revoked_at")),
               text_in(token, "name")});
  }
  table.print(desk.out);
  return 0;
}

std::string without_slash(std::string url) {
  while (url.ends_with('/')) url.pop_back();
  return url;
}

Result<Json> grant_of(Desk& desk, const TokenWords& words) {
  Json grant = {{"name", words.name.empty() ? "token" : words.name}, {"role", words.role}};
  if (words.link) grant["link"] = true;
  for (const std::string& name : words.projects) {
    TRY(const Project project, project_named(desk, name));
    grant["projects"].push_back(project.uid);
  }
  return grant;
}

Result<int> create(Desk& desk, const TokenWords& words) {
  TRY(const Json grant, grant_of(desk, words));
  TRY(const Answer answer, desk.api.post("/api/tokens", grant));
  if (printed_as_json(desk, answer)) return 0;
  if (words.link) {
    remark(desk, "Opens the page once, within ten minutes. Who has the link is let in.");
    const std::string& remote = desk.options.remote;
    desk.out.line(without_slash(remote.empty() ? words.server : remote) +
                  text_in(answer.data(), "login_path"));
    return 0;
  }
  remark(desk,
         "Shown this once; it is stored as a hash only. Send it as `Authorization: Bearer …`.");
  desk.out.line(text_in(answer.data(), "token"));
  return 0;
}

/// By id or by name.
Result<std::string> id_of(Desk& desk, const std::string& name) {
  TRY(const Answer answer, desk.api.get("/api/tokens"));
  std::vector<std::string> names;
  std::vector<std::string> found;
  if (answer.data().is_array()) {
    for (const Json& token : answer.data()) {
      if (!text_in(token, "revoked_at").empty()) continue;
      const std::string id = std::to_string(number_in(token, "id"));
      names.push_back(text_in(token, "name"));
      if (id == name || names.back() == name) found.push_back(id);
    }
  }
  if (found.size() == 1) return found.front();
  if (found.size() > 1) {
    return fail(
        Fault::conflict, "ambiguous_token",
        std::to_string(found.size()) + " tokens are called " + name + ": name one by its id.");
  }
  return fail(Fault::not_found, "unknown_token",
              "There is no token " + name + '.' + suggestion(name, names) +
                  " `baton token list` lists them.");
}

Result<int> revoke(Desk& desk, const TokenWords& words) {
  if (words.name.empty()) {
    return fail(Fault::invalid, "usage", "Which token? `baton token revoke NAME`, or its id.");
  }
  TRY(const std::string id, id_of(desk, words.name));
  TRY(const Answer answer, desk.api.remove("/api/tokens/" + id));
  if (!printed_as_json(desk, answer)) desk.out.line("Token " + words.name + " is revoked.");
  return 0;
}

}  // namespace

void add_token(CommandLine& line) {
  Command& command = line.add(
      "token", "Serving", "access tokens of a server",
      {"baton token create laptop --role write",
       "baton token create --for ci --role read --project Demo   # reaches this project only",
       "baton token create phone --link --server https://baton.example   # a link that logs in",
       "baton token list", "baton token revoke laptop"});
  const auto words = std::make_shared<TokenWords>();
  CLI::App& app = *command.app;
  line.choices(app.add_option("ACTION", words->action, ""), {"create", "list", "revoke"});
  app.add_option("NAME,--for", words->name, "what to call it; for revoke also its id");
  line.choices(
      app.add_option("--role", words->role, "what it allows; write if absent")->type_name("ROLE"),
      {"read", "write", "admin"});
  CommandLine::repeated(
      app.add_option("--project", words->projects, "a project that it reaches; all if absent")
          ->type_name("NAME"));
  app.add_flag("--link", words->link, "print a link that logs a browser in, once, instead");
  app.add_option("--server", words->server,
                 "where the link leads, if not to --remote; http://127.0.0.1:8787 if absent")
      ->type_name("URL");
  command.makes_database = [words] { return words->action == "create"; };
  command.action = [words](Desk& desk) {
    if (words->action == "create") return create(desk, *words);
    return words->action == "revoke" ? revoke(desk, *words) : list_tokens(desk);
  };
}

}  // namespace baton::cli
