#include "native/cli/commands/commands.hpp"
#include "native/cli/measured.hpp"
#include "native/cli/sessions.hpp"
#include "native/cli/table.hpp"

namespace baton::cli {
namespace {

struct HandoffWords {
  std::string action = "show";
  std::string session;
  std::string format = "md";
  std::int64_t budget = 0;
};

std::unexpected<Error> no_handoff(const std::string& whose) {
  return fail(Fault::not_found, "no_handoff",
              whose + " has no handoff yet: `baton done` writes one when a session is completed.");
}

/// The id of the handoff that is meant: the session's newest, or the project's.
Result<std::string> handoff_id(Desk& desk, const std::string& session_name) {
  if (session_name.empty()) {
    TRY(const Project project, current_project(desk));
    TRY(const Answer newest, desk.api.get("/api/projects/" + project.uid + "/handoff"));
    const std::string& uid = text_in(newest.data(), "uid");
    if (uid.empty()) return no_handoff(project.name);
    return uid;
  }
  TRY(const SessionName name, parse_session_name(session_name));
  TRY(const SessionRow session, find_session(desk, name));
  TRY(const Answer answer, desk.api.get("/api/sessions/" + session.uid));
  const std::int64_t id = number_in(answer.data(), "handoff_id");
  if (id == 0) return no_handoff("Session " + std::to_string(session.number));
  return std::to_string(id);
}

Result<int> show(Desk& desk, const HandoffWords& words) {
  TRY(const std::string id, handoff_id(desk, words.session));
  const std::string budget = words.budget ? std::to_string(words.budget) : "";
  TRY(const Answer answer,
      desk.api.get(target("/api/handoffs/" + id, {{"format", words.format}, {"budget", budget}})));
  if (printed_as_json(desk, answer)) return 0;
  if (words.format == "json") {
    desk.out.line(
        object_in(answer.data(), "handoff").dump(2, ' ', false, Json::error_handler_t::replace));
  } else {
    print_document(desk.out,
                   text_in(answer.data(), words.format == "md" ? "content" : "master_prompt"));
  }
  const std::string measured = measured_line(answer.data());
  if (!measured.empty()) remark(desk, measured);
  return 0;
}

Result<int> list_handoffs(Desk& desk) {
  TRY(const Project project, current_project(desk));
  TRY(const Answer answer, desk.api.get("/api/projects/" + project.uid + "/handoffs"));
  if (printed_as_json(desk, answer)) return 0;
  if (!answer.data().is_array() || answer.data().empty()) {
    desk.out.line("No handoffs yet: `baton done` writes one when a session is completed.");
    return 0;
  }
  Table table({{"SESSION", Align::right}, {"WRITTEN"}, {"TYPE"}, {"UID"}});
  for (const Json& handoff : answer.data()) {
    table.add({std::to_string(number_in(handoff, "session_number")),
               local_time(text_in(handoff, "created_at")), text_in(handoff, "handoff_type"),
               Cell(text_in(handoff, "uid"), Style::dim)});
  }
  table.print(desk.out);
  return 0;
}

/// `baton handoff 12` shows session 12's: what is no action names a session.
Result<int> handoff(Desk& desk, HandoffWords words) {
  if (words.action != "show" && words.action != "list") {
    if (!words.session.empty()) {
      return fail(Fault::invalid, "usage",
                  "baton handoff knows show and list, not " + words.action +
                      ": see `baton handoff --help`.");
    }
    words.session = std::exchange(words.action, "show");
  }
  return words.action == "list" ? list_handoffs(desk) : show(desk, words);
}

}  // namespace

void add_handoff(CommandLine& line) {
  Command& command = line.add(
      "handoff", "Reading", "show a session's handoff, or list them",
      {"baton handoff                       # the newest", "baton handoff show 12 > HANDOFF.md",
       "baton handoff 12 --format prompt --budget 1000", "baton handoff list"});
  const auto words = std::make_shared<HandoffWords>();
  CLI::App& app = *command.app;
  line.suggestions(app.add_option("ACTION", words->action, "show (the default) or list"),
                   {"show", "list"});
  app.add_option("SESSION", words->session, "whose; the project's newest if absent");
  line.choices(app.add_option("--format", words->format, "how to print it")->type_name("FORMAT"),
               {"md", "json", "prompt"});
  app.add_option("--budget", words->budget, "how long a prompt may be")
      ->type_name("TOKENS")
      ->check(CommandLine::quiet(CLI::Range(200, 100'000)));
  command.action = [words](Desk& desk) { return handoff(desk, *words); };
}

}  // namespace baton::cli
