#include "native/cli/assistants.hpp"
#include "native/cli/commands/commands.hpp"
#include "native/cli/commands/handoff_actions.hpp"
#include "native/cli/commands/handoff_verify.hpp"
#include "native/cli/export/handoff_export.hpp"
#include "native/cli/measured.hpp"
#include "native/cli/sessions.hpp"
#include "native/cli/table.hpp"
#include "native/machine/shell_word.hpp"

namespace baton::cli {
namespace {

struct HandoffWords {
  std::string action = "show";
  std::string session;
  std::string other;  ///< the second session of `diff`
  int least = kPassingScore;
  std::string to;     ///< an assistant
  bool exec = false;  ///< start it
  VerifyWords verify;
  std::string format;  ///< "" for Markdown, or what the exported file's ending says
  std::int64_t budget = 0;
  ExportWords exported;
};

std::unexpected<Error> no_handoff(const std::string& whose) {
  return fail(Fault::not_found, "no_handoff",
              whose + " has no handoff yet: `baton done` writes one when a session is completed.");
}

}  // namespace

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

namespace {

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

/// An option that was given, as the shell reads it.
std::string option(const std::string& name, const std::string& value) {
  return value.empty() ? "" : " " + name + " " + machine::shell_word(value);
}

/// Prints what starts the assistant with the handoff, or starts it.
Result<int> hand_to(Desk& desk, const HandoffWords& words) {
  TRY(const Assistant assistant, assistant_named(words.to));
  TRY(const std::string id, handoff_id(desk, words.session));
  const std::string budget = words.budget ? std::to_string(words.budget) : "";
  if (!words.exec) {
    std::string command = "baton" + option("--db", desk.options.database) +
                          option("--project", desk.options.project) +
                          option("--remote", desk.options.remote) + " handoff show";
    if (!words.session.empty()) command += ' ' + machine::shell_word(words.session);
    desk.out.line(start_line(assistant, command + " --format prompt" + option("--budget", budget)));
    return 0;
  }
  TRY(const Answer answer,
      desk.api.get(target("/api/handoffs/" + id, {{"format", "prompt"}, {"budget", budget}})));
  return become(assistant, text_in(answer.data(), "master_prompt"));
}

Result<int> list_handoffs(Desk& desk) {
  TRY(const Project project, current_project(desk));
  TRY(const Answer answer, desk.api.get("/api/projects/" + project.uid + "/handoffs"));
  if (printed_as_json(desk, answer)) return 0;
  if (!answer.data().is_array() || answer.data().empty()) {
    desk.out.line("No handoffs yet: `baton done` writes one when a session is completed.");
    return 0;
  }
  Table table({{"SESSION", Align::right}, {"WRITTEN"}, {"TYPE"}, {"STANDS"}, {"UID"}});
  for (const Json& handoff : answer.data()) {
    table.add({std::to_string(number_in(handoff, "session_number")),
               local_time(text_in(handoff, "created_at")), text_in(handoff, "handoff_type"),
               flag_in(handoff, "stands") ? "yes" : "replaced",
               Cell(text_in(handoff, "uid"), Style::dim)});
  }
  table.print(desk.out);
  return 0;
}

/// To a file, in a template, or in a format that is made here.
bool is_export(const HandoffWords& words) {
  return words.action == "export" || is_export_format(words.format) ||
         !words.exported.output.empty() || !words.exported.template_name.empty();
}

Result<int> export_named(Desk& desk, HandoffWords& words) {
  if (words.exported.template_name == "list") return list_templates(desk);
  TRY(const std::string id, handoff_id(desk, words.session));
  words.exported.format = words.format;
  words.exported.budget = words.budget;
  return export_handoff(desk, id, words.exported);
}

/// `baton handoff 12` shows session 12's: what is no action names a session.
Result<int> handoff(Desk& desk, HandoffWords words) {
  if (words.action == "verify") {
    TRY(const std::string id, handoff_id(desk, words.session));
    return verify_handoff(desk, id, words.verify);
  }
  if (words.action == "lint") return lint_handoff(desk, words.session, words.least);
  if (words.action == "diff") return diff_handoffs(desk, words.session, words.other);
  if (words.action != "show" && words.action != "list" && words.action != "export") {
    if (!words.session.empty()) {
      return fail(Fault::invalid, "usage",
                  "baton handoff knows show, list, lint, diff, verify and export, not " +
                      words.action + ": see `baton handoff --help`.");
    }
    words.session = std::exchange(words.action, "show");
  }
  if (words.action == "list") return list_handoffs(desk);
  if (!words.to.empty() && words.action == "show") return hand_to(desk, words);
  if (is_export(words)) return export_named(desk, words);
  if (words.format.empty()) words.format = "md";
  return show(desk, words);
}

}  // namespace

void add_handoff(CommandLine& line) {
  Command& command = line.add(
      "handoff", "Reading", "show a session's handoff, list, check, compare, verify or export them",
      {"baton handoff                       # the newest", "baton handoff show 12 > HANDOFF.md",
       "baton handoff 12 --format prompt --budget 1000", "baton handoff list",
       "baton handoff --to claude --exec    # starts the assistant with it",
       "baton handoff lint                  # what a reader would miss; fails under 80 of 100",
       "baton handoff lint HANDOFF.md --least 90",
       "baton handoff diff                  # what the last session changed",
       "baton handoff diff 3 7",
       "baton handoff verify                # files, branch, commits, services, commands",
       "baton handoff verify 12 --run       # its last test too, asking first",
       "baton handoff export 12 --output handoff.pdf",
       "baton handoff export --format print > a.html",
       "baton handoff export --template pr  # list shows those there are"});
  const auto words = std::make_shared<HandoffWords>();
  CLI::App& app = *command.app;
  line.suggestions(app.add_option("ACTION", words->action, "show if absent"),
                   {"show", "list", "lint", "diff", "verify", "export"});
  app.add_option("SESSION", words->session,
                 "whose; the project's newest if absent; for lint also a file");
  app.add_option("OTHER", words->other, "for diff: the session to compare it with");
  app.add_option("--least", words->least, "for lint: the score that passes; 80 if absent")
      ->type_name("N")
      ->check(CommandLine::quiet(CLI::Range(0, 100)));
  line.choices(app.add_option("--format", words->format, "how to print it")->type_name("FORMAT"),
               {"md", "json", "prompt", "html", "print", "pdf"});
  app.add_option("--budget", words->budget, "how long a prompt may be")
      ->type_name("TOKENS")
      ->check(CommandLine::quiet(CLI::Range(200, 100'000)));
  std::vector<std::string> names;
  for (const Assistant& one : assistants()) names.emplace_back(one.name);
  line.choices(app.add_option("--to", words->to, "print what starts this assistant with it")
                   ->type_name("ASSISTANT"),
               names);
  app.add_flag("--exec", words->exec, "start the assistant instead")->needs("--to");
  add_verify_options(app, words->verify);
  add_export_options(app, words->exported);
  command.action = [words](Desk& desk) { return handoff(desk, *words); };
}

}  // namespace baton::cli
