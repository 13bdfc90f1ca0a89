#include "core/base/text.hpp"
#include "native/cli/commands/commands.hpp"
#include "native/cli/sessions.hpp"
#include "native/cli/text_width.hpp"

namespace baton::cli {
namespace {

constexpr std::size_t kMostFiles = 30;
constexpr std::size_t kMostLine = 160;
constexpr std::size_t kSpeaker = 14;

struct ShowWords {
  std::string session = "last";
  bool full = false;
};

std::string speaker_of(const Json& turn) {
  const std::string& kind = text_in(turn, "kind");
  std::string speaker = text_in(turn, "role");
  if (kind == "tool_call") speaker = "call " + text_in(turn, "tool");
  if (kind == "tool_result") speaker = "result " + text_in(turn, "tool");
  if (kind == "thinking" || kind == "summary") speaker += ' ' + kind;
  const std::string& agent = text_in(turn, "agent");
  if (!agent.empty()) speaker += " (" + agent + ")";
  if (flag_in(turn, "failed")) speaker += " failed";
  return one_line(speaker);
}

Style style_of(const Json& turn) {
  if (flag_in(turn, "failed")) return Style::bad;
  return flag_in(turn, "typed") ? Style::accent : Style::dim;
}

void print_turn_line(Desk& desk, const Json& turn) {
  const std::string number = std::to_string(number_in(turn, "turn_number"));
  const std::string speaker = speaker_of(turn);
  const std::string padding(number.size() < 5 ? 5 - number.size() : 0, ' ');
  const std::size_t columns = desk.out.columns();
  const std::string gap(speaker.size() < kSpeaker ? kSpeaker - speaker.size() : 0, ' ');
  const std::size_t used = padding.size() + number.size() + speaker.size() + gap.size() + 4;
  const std::size_t left = columns > used + 10 ? columns - used : kMostLine;
  const std::string text = one_line(cut(text_in(turn, "content"), 4 * kMostLine));
  desk.out.line(padding + number + "  " + desk.out.styled(style_of(turn), speaker) + gap + "  " +
                fitted(text, std::min(left, kMostLine)));
}

void print_whole_turn(Desk& desk, const Json& turn) {
  const std::string time = local_time(text_in(turn, "created_at"));
  desk.out.line(desk.out.styled(style_of(turn),
                                "── " + std::to_string(number_in(turn, "turn_number")) + "  " +
                                    speaker_of(turn) + (time.empty() ? "" : "  " + time)));
  print_document(desk.out, text_in(turn, "content"));
}

void print_facts(Desk& desk, const Json& session) {
  std::string line = "Session " + std::to_string(number_in(session, "session_number")) + " of " +
                     one_line(text_in(session, "project_name"));
  desk.out.line(desk.out.styled(Style::bold, line) + "  " + text_in(session, "status") + ", " +
                text_in(session, "session_type"));
  const auto fact = [&](const char* name, const std::string& value) {
    if (!value.empty()) desk.out.line(std::string(name) + one_line(value));
  };
  fact("about       ", text_in(session, "title"));
  fact("objective   ", text_in(session, "objectives"));
  fact("account     ", text_in(session, "account_name"));
  fact("started     ", local_time(text_in(session, "started_at")));
  fact("completed   ", local_time(text_in(session, "completed_at")));
  fact("turns       ", std::to_string(number_in(session, "conversation_count")));
  fact("uid         ", text_in(session, "uid"));
}

Result<bool> print_files(Desk& desk, const std::string& uid) {
  TRY(const Answer answer, desk.api.get("/api/sessions/" + uid + "/files"));
  std::vector<std::string> files;
  if (!answer.data().is_array()) return false;
  for (const Json& file : answer.data()) {
    files.push_back(text_in(file, "change") + "  " + text_in(file, "path"));
  }
  print_list(desk.out, "Files", files, kMostFiles);
  return true;
}

Result<bool> print_turns(Desk& desk, const SessionRow& session, bool full) {
  std::string cursor;
  desk.out.line();
  do {
    TRY(const Answer page, desk.api.get(target("/api/sessions/" + session.uid + "/turns",
                                               {{"limit", "200"}, {"cursor", cursor}})));
    if (!page.data().is_array()) return false;
    for (const Json& turn : page.data()) {
      full ? print_whole_turn(desk, turn) : print_turn_line(desk, turn);
    }
    cursor = text_in(page.whole, "next_cursor");
  } while (!cursor.empty() && !desk.out.broken());
  return true;
}

Result<int> show_turn(Desk& desk, const SessionRow& session, std::int64_t turn) {
  TRY(const Answer answer,
      desk.api.get("/api/sessions/" + session.uid + "/turns/" + std::to_string(turn)));
  if (!printed_as_json(desk, answer)) print_whole_turn(desk, answer.data());
  return 0;
}

Result<int> show(Desk& desk, const ShowWords& words) {
  TRY(const SessionName name, parse_session_name(words.session));
  TRY(const SessionRow session, find_session(desk, name));
  if (name.turn) return show_turn(desk, session, *name.turn);
  TRY(const Answer answer, desk.api.get("/api/sessions/" + session.uid));
  if (printed_as_json(desk, answer)) return 0;
  print_facts(desk, answer.data());
  TRY(const bool files, print_files(desk, session.uid));
  TRY(const bool turns, print_turns(desk, session, words.full));
  static_cast<void>(files && turns);
  return 0;
}

}  // namespace

void add_show(CommandLine& line) {
  Command& command = line.add(
      "show", "Reading", "one session with its turns, or one turn",
      {"baton show last", "baton show 12 --full | less", "baton show 12:758", "baton show demo#3"});
  const auto words = std::make_shared<ShowWords>();
  line.suggestions(command.app->add_option("SESSION", words->session, "which; the last if absent"),
                   {"last"});
  command.app->add_flag("--full", words->full, "every turn as a whole, not a line each");
  command.action = [words](Desk& desk) { return show(desk, *words); };
}

}  // namespace baton::cli
