#include "core/mcp/tools.hpp"

#include <algorithm>

#include "core/base/text.hpp"
#include "core/mcp/tools/tools.hpp"

namespace baton::mcp {
namespace {

/// Something that a model may call. Its answer is text for the model, and so is its error, which
/// says what to do instead.
struct Tool {
  std::string_view name;
  std::string_view title;
  std::string_view description;
  std::string_view schema;  ///< of its arguments: JSON Schema, an object with `properties`
  bool read_only;
  Task<Result<std::string>> (*run)(Caller* caller, Json arguments);
};

constexpr Tool kTools[] = {
    {"current_handoff", "Current handoff",
     "Where the project stands: what was done, decided, tried in vain, is in the way and comes "
     "next, "
     "as the last session handed it over. Read it before you go on with somebody's work.",
     R"({"type":"object","properties":{
       "project":{"type":"string","description":"Name of the project; without it the current one"},
       "session":{"type":"integer","minimum":1,"description":"An earlier session's handoff, by its number"},
       "budget":{"type":"integer","minimum":200,"maximum":10000,"description":"Tokens it may take; 2500 unless said"}},
       "additionalProperties":false})",
     true, current_handoff},
    {"search", "Search what earlier sessions said",
     "Finds turns, handoffs and knowledge of all projects by their words: an error message, a "
     "function, a decision. Each result names its turn, such as 12:758, for show_turn.",
     R"({"type":"object","properties":{
       "query":{"type":"string","description":"Words to look for; names of functions and files are found by their parts too"},
       "project":{"type":"string","description":"Only this project"},
       "kind":{"type":"string","enum":["turn","handoff","knowledge"]},
       "limit":{"type":"integer","minimum":1,"maximum":20,"description":"8 unless said"}},
       "required":["query"],"additionalProperties":false})",
     true, search},
    {"show_turn", "Show a turn",
     "One turn of an earlier session in full: what was said, or what a command printed.",
     R"({"type":"object","properties":{
       "turn":{"type":"string","description":"SESSION:TURN, as handoffs and search results name it: 12:758"},
       "project":{"type":"string","description":"Name of the project; without it the current one"},
       "from":{"type":"integer","minimum":0,"description":"Go on at this byte of a long turn"}},
       "required":["turn"],"additionalProperties":false})",
     true, show_turn},
    {"knowledge", "List knowledge",
     "What was kept for later of this project and of all: patterns, solutions, troubleshooting, "
     "best "
     "practices.",
     R"({"type":"object","properties":{
       "category":{"type":"string","enum":["pattern","solution","troubleshooting","best_practice"]},
       "tag":{"type":"string"},
       "project":{"type":"string","description":"Only this project"}},
       "additionalProperties":false})",
     true, knowledge},
    {"remember", "Remember something",
     "Keeps something that later sessions should know and that the code does not say: how an error "
     "was "
     "solved, a pattern that worked, a practice of this project. Not for secrets.",
     R"({"type":"object","properties":{
       "title":{"type":"string","maxLength":200},
       "content":{"type":"string"},
       "category":{"type":"string","enum":["pattern","solution","troubleshooting","best_practice"],"description":"solution unless said"},
       "tags":{"type":"array","items":{"type":"string"},"maxItems":20},
       "project":{"type":"string","description":"Name of the project; without it the current one"}},
       "required":["title","content"],"additionalProperties":false})",
     false, remember},
    {"record_decision", "Record a decision",
     "Puts a decision and its reason into the open session, so that the next handoff holds it and "
     "nobody tries again what was ruled out.",
     R"({"type":"object","properties":{
       "decision":{"type":"string","description":"What was decided"},
       "reason":{"type":"string","description":"Why"},
       "instead_of":{"type":"string","description":"What was ruled out"},
       "project":{"type":"string","description":"Name of the project; without it the current one"}},
       "required":["decision","reason"],"additionalProperties":false})",
     false, record_decision},
    {"complete_session", "Complete the session",
     "Ends the project's open session and writes its handoff. Say what its transcript does not: "
     "what "
     "is done, what is in the way, what comes next. Only when the user wants to stop.",
     R"({"type":"object","properties":{
       "accomplished":{"type":"array","items":{"type":"string"},"maxItems":50},
       "blockers":{"type":"array","items":{"type":"string"},"maxItems":50},
       "next":{"type":"array","items":{"type":"string"},"maxItems":50},
       "project":{"type":"string","description":"Name of the project; without it the current one"}},
       "additionalProperties":false})",
     false, complete_session},
};

Json described(const Tool& tool) {
  return {{"name", tool.name},
          {"title", tool.title},
          {"description", tool.description},
          {"inputSchema", *parse_json(tool.schema)},
          {"annotations",
           {{"readOnlyHint", tool.read_only},
            {"destructiveHint", false},
            {"idempotentHint", tool.read_only},
            {"openWorldHint", false}}}};
}

/// An argument that the tool does not have is most often a misspelt one.
std::optional<std::string> unknown_argument(const Tool& tool, const Json& arguments) {
  const Result<Json> schema = parse_json(tool.schema);
  const Json& known = (*schema)["properties"];
  std::string names;
  for (const auto& [name, description] : known.items()) names += (names.empty() ? "" : ", ") + name;
  for (const auto& [name, value] : arguments.items())
    if (!known.contains(name))
      return std::string(tool.name) + " takes no " + json_quoted(cut(name, 100)) +
             "; it takes: " + names + '.';
  return std::nullopt;
}

Json said(std::string_view text, bool error) {
  return {{"content", Json::array({{{"type", "text"}, {"text", text}}})}, {"isError", error}};
}

std::string sentence(const Error& error) {
  return error.field.empty() || contains(error.message, error.field)
             ? error.message
             : error.field + ": " + error.message;
}

RpcError invalid(std::string message) {
  return {.code = invalid_params, .message = std::move(message)};
}

}  // namespace

Json tool_list() {
  Json list = Json::array();
  for (const Tool& tool : kTools) list.push_back(described(tool));
  return {{"tools", std::move(list)}};
}

Task<RpcResult<Json>> call_tool(Caller* caller, Json params) {
  const std::string name = text_in(params, "name");
  const Tool* tool = std::ranges::find(kTools, name, &Tool::name);
  if (tool == std::end(kTools))
    co_return std::unexpected(invalid("There is no tool " + json_quoted(cut(name, 100)) + '.'));
  Json arguments = Json::object();
  if (const auto sent = params.find("arguments"); sent != params.end() && !sent->is_null())
    arguments = *sent;
  if (!arguments.is_object()) co_return std::unexpected(invalid("arguments must be an object."));
  if (const auto fault = unknown_argument(*tool, arguments)) co_return said(*fault, true);
  const Result<std::string> text = co_await tool->run(caller, std::move(arguments));
  co_return text ? said(within_limit(*text), false) : said(sentence(text.error()), true);
}

std::string within_limit(std::string_view text, std::size_t from) {
  while (from < text.size() && (static_cast<unsigned char>(text[from]) & 0xC0) == 0x80) ++from;
  const std::string_view rest = text.substr(std::min(from, text.size()));
  const std::string_view shown = cut(rest, kMostBytes);
  if (shown.size() == rest.size()) return std::string(shown);
  return std::string(shown) + "\n[cut here: " + std::to_string(rest.size() - shown.size()) +
         " bytes more, from " + std::to_string(from + shown.size()) + " on]";
}

}  // namespace baton::mcp
