#include "core/base/text.hpp"
#include "native/cli/command_line.hpp"
#include "native/cli/commands/commands.hpp"
#include "native/cli/input.hpp"
#include "native/cli/purging.hpp"
#include "native/cli/sessions.hpp"
#include "native/cli/text_width.hpp"

namespace baton::cli {
namespace {

struct ForgetWords {
  std::string session;
  std::string text;
  bool yes = false;
};

Result<int> forget_session(Desk& desk, const ForgetWords& words) {
  TRY(const SessionName name, parse_session_name(words.session));
  if (name.turn)
    return fail(Fault::invalid, "usage", "A session is forgotten as a whole, or a text by --text.");
  TRY(const SessionRow session, find_session(desk, name));
  const std::string about = one_line(session.objectives.empty() ? session.uid : session.objectives);
  return purge_after(desk, {{"session", session.uid}},
                     "Forget session " + std::to_string(session.number) + " (" + about + ", " +
                         counted(session.turns, "turn") + ") for good?",
                     words.yes);
}

/// `-` reads the text, so that it stands neither in the shell's history nor in the list of
/// processes.
Result<int> forget_text(Desk& desk, const ForgetWords& words) {
  std::string text = words.text;
  if (text == "-") {
    TRY(const Input input, read_input(desk.environment, "-"));
    text = std::string(trimmed(input.text));
  }
  return purge_after(
      desk, {{"text", text}},
      "Forget " + std::to_string(text.size()) + " bytes of text for good, wherever they stand?",
      words.yes);
}

Result<int> forget(Desk& desk, const ForgetWords& words) {
  if (words.session.empty() == words.text.empty())
    return fail(Fault::invalid, "usage", "Name a session, or a text by --text.");
  return words.text.empty() ? forget_session(desk, words) : forget_text(desk, words);
}

}  // namespace

void add_forget(CommandLine& line) {
  Command& command = line.add(
      "forget", "Tools", "purge a session or a text from everything that is stored, for good",
      {"baton forget 12", "baton forget --text \"the words to forget\"",
       "baton forget --text - <words.txt # not shown in the shell's history",
       "baton forget 12 --yes"});
  const auto words = std::make_shared<ForgetWords>();
  command.app->add_option("SESSION", words->session, "which session");
  command.app->add_option("--text", words->text, "a text of at least 6 bytes; - reads it");
  command.app->add_flag("--yes", words->yes, "do not ask");
  command.action = [words](Desk& desk) { return forget(desk, *words); };
}

}  // namespace baton::cli
