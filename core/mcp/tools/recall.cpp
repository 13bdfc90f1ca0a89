#include <charconv>

#include "core/base/text.hpp"
#include "core/mcp/tools.hpp"
#include "core/mcp/tools/tools.hpp"

namespace baton::mcp {
namespace {

/// "demo (12:758), turn by assistant, 2026-01-31: …"
std::string result_line(const Json& found) {
  std::string line = text_in(found, "project_name");
  const std::int64_t session = number_in(found, "session_number");
  const std::int64_t turn = number_in(found, "turn_number");
  if (session)
    line += " (" + std::to_string(session) + (turn ? ":" + std::to_string(turn) : "") + ')';
  line += (line.empty() ? "" : ", ") + text_in(found, "kind");
  if (const std::string role = text_in(found, "role"); !role.empty()) line += " by " + role;
  if (const std::string title = text_in(found, "title"); !title.empty()) line += " “" + title + "”";
  return line + ", " + text_in(found, "created_at").substr(0, 10) + ":\n" +
         text_in(found, "snippet");
}

struct TurnName {
  std::int64_t session = 0;
  std::int64_t turn = 0;
};

/// "12:758", with or without parentheses.
std::optional<TurnName> turn_name(std::string_view text) {
  if (text.starts_with('(') && text.ends_with(')')) text = text.substr(1, text.size() - 2);
  const std::size_t colon = text.find(':');
  if (colon == std::string_view::npos) return std::nullopt;
  const auto session = whole_number(text.substr(0, colon));
  const auto turn = whole_number(text.substr(colon + 1));
  if (!session || !turn || *session < 1 || *turn < 1) return std::nullopt;
  return TurnName{*session, *turn};
}

std::string turn_text(const Json& turn, const std::string& name, std::int64_t from) {
  std::string head = name + ", " + text_in(turn, "role");
  if (const std::string tool = text_in(turn, "tool"); !tool.empty()) head += ", " + tool;
  return head + ", " + text_in(turn, "created_at") + '\n' +
         within_limit(text_in(turn, "content"), static_cast<std::size_t>(from));
}

}  // namespace

Task<Result<std::string>> search(Caller* caller, Json arguments) {
  Decoder decoder(arguments);
  const std::string query = decoder.text("query", {.least = 1, .most = 1000});
  const std::string limit = std::to_string(decoder.integer_or("limit", 8, 1, 20));
  const std::string kind = decoder.word_or("kind", "", {"turn", "handoff", "knowledge"});
  const std::string named = decoder.text_or("project", "", {.most = kMostNameBytes});
  if (decoder.error()) co_return std::unexpected(*decoder.error());
  CO_TRY(const std::string project, caller->limit_to(named));
  CO_TRY(
      const Json found,
      caller->get(target("/api/search",
                         {{"q", query}, {"limit", limit}, {"kind", kind}, {"project", project}})));
  std::string text;
  for (const Json& one : found) text += (text.empty() ? "" : "\n\n") + result_line(one);
  co_return text.empty() ? "Nothing was found. Fewer or other words may find more." : text;
}

Task<Result<std::string>> show_turn(Caller* caller, Json arguments) {
  Decoder decoder(arguments);
  const std::string name = decoder.text("turn", {.least = 1, .most = 50});
  const std::string named = decoder.text_or("project", "", {.most = kMostNameBytes});
  const std::int64_t from = decoder.integer_or("from", 0, 0, 1'000'000'000);
  const auto which = turn_name(name);
  if (!decoder.error() && !which)
    decoder.refuse("turn", "turn names a session and a turn of it, such as 12:758.");
  if (decoder.error()) co_return std::unexpected(*decoder.error());
  CO_TRY(Json project, caller->project(named));
  CO_TRY(const Json session, caller->session(std::move(project), which->session));
  CO_TRY(const Json turn, caller->get("/api/sessions/" + text_in(session, "uid") + "/turns/" +
                                      std::to_string(which->turn)));
  co_return turn_text(turn, name, from);
}

}  // namespace baton::mcp
