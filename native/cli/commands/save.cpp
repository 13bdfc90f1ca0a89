#include "native/cli/commands/commands.hpp"
#include "native/cli/input.hpp"
#include "native/cli/sessions.hpp"

#include "core/redact/redact.hpp"
#include "core/transcript/importer.hpp"

namespace baton::cli {
namespace {

std::unexpected<Error> no_conversation(const std::string& name) {
  return fail(Fault::unprocessable, "no_conversation",
              name +
                  " holds no conversation: send a JSON array of {role, content}, JSON lines, or "
                  "Markdown with `User:` and `Assistant:`.");
}

/// The turns of a conversation in any of the formats, masked.
Result<Json> conversation_of(const Input& input) {
  const auto importer = make_importer(recognise(input.text, input.name));
  if (!importer) return no_conversation(input.name);
  std::vector<Turn> turns;
  importer->feed(input.text, turns);
  importer->finish(turns);
  Json conversation = Json::array();
  MaskCounts masked;
  for (const Turn& turn : turns) {
    conversation.push_back(
        {{"role", to_word(turn.role)}, {"content", mask_secrets(turn.text, masked)}});
  }
  if (conversation.empty()) return no_conversation(input.name);
  return conversation;
}

Result<int> save(Desk& desk, const std::string& file) {
  TRY(const Input input, read_input(desk.environment, file));
  TRY(Json conversation, conversation_of(input));
  TRY(const Project project, current_project(desk));
  TRY(const SessionRow session, needed_open_session(desk, project));
  const Json body = {{"session_id", session.uid}, {"conversation", std::move(conversation)}};
  TRY(const Answer answer, desk.api.post("/api/conversations/save", body));
  if (printed_as_json(desk, answer)) return 0;
  desk.out.line("Session " + std::to_string(session.number) + ": " +
                counted(number_in(answer.data(), "saved"), "turn") + " saved, " +
                std::to_string(number_in(answer.data(), "total")) + " in all.");
  return 0;
}

}  // namespace

void add_save(CommandLine& line) {
  Command& command =
      line.add("save", "Sessions", "add turns to the open session: JSON, JSON lines or Markdown",
               {"baton save chat.md", "pbpaste | baton save",
                "echo '[{\"role\":\"user\",\"content\":\"We chose SQLite.\"}]' | baton save -"});
  const auto file = std::make_shared<std::string>("-");
  command.app->add_option("FILE", *file, "the conversation; standard input if absent or -");
  command.makes_database = [] { return true; };
  command.action = [file](Desk& desk) { return save(desk, *file); };
}

}  // namespace baton::cli
