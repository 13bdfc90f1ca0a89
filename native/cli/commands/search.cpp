#include "native/cli/commands/commands.hpp"
#include "native/cli/projects.hpp"
#include "native/cli/text_width.hpp"

namespace baton::cli {
namespace {

struct SearchWords {
  std::vector<std::string> words;
  std::string kind;
  std::int64_t limit = 20;
  bool here = false;
};

/// What the API marks by «…» stands out.
std::string marked(const Output& output, const std::string& snippet) {
  constexpr std::string_view kOpen = "«";
  constexpr std::string_view kClose = "»";
  std::string text;
  std::string_view rest = snippet;
  for (;;) {
    const auto open = rest.find(kOpen);
    const auto close = open == std::string_view::npos ? open : rest.find(kClose, open);
    if (close == std::string_view::npos) return text + std::string(rest);
    const auto word = rest.substr(open + kOpen.size(), close - open - kOpen.size());
    text += rest.substr(0, open);
    text += output.styled(Style::accent, word);
    rest.remove_prefix(close + kClose.size());
  }
}

std::string place_of(const Json& hit) {
  const std::string& kind = text_in(hit, "kind");
  if (kind == "knowledge") return "knowledge " + std::to_string(number_in(hit, "id"));
  std::string place = one_line(text_in(hit, "project_name")) + '#' +
                      std::to_string(number_in(hit, "session_number"));
  if (kind == "turn") return place + ':' + std::to_string(number_in(hit, "turn_number"));
  return place + " handoff";
}

void print_hit(Output& output, const Json& hit) {
  std::string line = output.styled(Style::bold, place_of(hit));
  const std::string when = local_time(text_in(hit, "created_at"));
  const std::string& role = text_in(hit, "role");
  line += output.styled(Style::dim,
                        (when.empty() ? "" : "  " + when) + (role.empty() ? "" : "  " + role));
  output.line(line);
  const std::string snippet = one_line(text_in(hit, "snippet"));
  const std::size_t columns = output.columns();
  output.line("    " + marked(output, columns > 12 ? fitted(snippet, columns - 4) : snippet));
}

Result<int> search(Desk& desk, const SearchWords& words) {
  std::string query;
  for (const std::string& word : words.words) query += (query.empty() ? "" : " ") + word;
  std::string project;
  if (words.here || !desk.options.project.empty()) {
    TRY(const Project chosen, current_project(desk));
    project = chosen.uid;
  }
  TRY(const Answer answer,
      desk.api.get(target("/api/search", {{"q", query},
                                          {"project", project},
                                          {"kind", words.kind},
                                          {"limit", std::to_string(words.limit)}})));
  if (printed_as_json(desk, answer)) return 0;
  if (!answer.data().is_array() || answer.data().empty()) {
    remark(desk, "Nothing holds " + query + '.');
    return 0;
  }
  for (const Json& hit : answer.data()) print_hit(desk.out, hit);
  return 0;
}

}  // namespace

void add_search(CommandLine& line) {
  Command& command = line.add("search", "Reading", "find turns, handoffs and knowledge, best first",
                              {"baton search rate limiter", "baton search parseConfig --kind turn",
                               "baton search --here \"why sqlite\"",
                               "baton show demo#12:758              # what a result names"});
  const auto words = std::make_shared<SearchWords>();
  CLI::App& app = *command.app;
  app.add_option("QUERY", words->words, "words; parts of identifiers are found too")->required();
  line.choices(app.add_option("--kind", words->kind, "only these")->type_name("KIND"),
               {"turn", "handoff", "knowledge"});
  app.add_option("--limit", words->limit, "how many; 20 if absent")
      ->type_name("N")
      ->check(CommandLine::quiet(CLI::Range(1, 1000)));
  app.add_flag("--here", words->here, "only in this directory's project");
  command.action = [words](Desk& desk) { return search(desk, *words); };
}

}  // namespace baton::cli
