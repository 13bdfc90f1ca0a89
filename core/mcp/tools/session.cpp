#include "core/base/text.hpp"
#include "core/mcp/tools/tools.hpp"

namespace baton::mcp {
namespace {

/// The project's open session, or null.
Task<Result<Json>> open_session(Caller* caller, Json project) {
  CO_TRY(const Json overview,
         caller->get("/api/projects/" + text_in(project, "uid") + "/overview"));
  co_return member_in(overview, "open_session");
}

/// Opens one where none is.
Task<Result<Json>> session_to_write_in(Caller* caller, Json project) {
  CO_TRY(Json open, open_session(caller, project));
  if (!open.is_null()) co_return open;
  CO_TRY(const Json made, caller->post("/api/sessions", {{"project_id", text_in(project, "uid")}}));
  co_return Json{{"id", number_in(made, "session_id")},
                 {"session_number", number_in(made, "session_number")}};
}

std::string without_stop(std::string text) {
  while (text.ends_with('.') || text.ends_with(' ')) text.pop_back();
  return text;
}

std::string number_of(const Json& session) {
  return std::to_string(number_in(session, "session_number"));
}

std::string listed(std::string_view heading, const Json& receipt, const char* name) {
  const Json& items = list_in(receipt, name);
  if (items.empty()) return {};
  std::string text = "\n" + std::string(heading) + ':';
  for (const Json& item : items)
    if (item.is_string()) text += "\n- " + item.get<std::string>();
  return text;
}

}  // namespace

Task<Result<std::string>> record_decision(Caller* caller, Json arguments) {
  Decoder decoder(arguments);
  const std::string decision = decoder.text("decision", {.least = 1, .most = 4000});
  const std::string reason = decoder.text("reason", {.least = 1, .most = 4000});
  const std::string instead = decoder.text_or("instead_of", "", {.most = 4000});
  const std::string named = decoder.text_or("project", "", {.most = kMostNameBytes});
  if (decoder.error()) co_return std::unexpected(*decoder.error());
  CO_TRY(Json project, caller->project(named));
  CO_TRY(const Json session, session_to_write_in(caller, std::move(project)));
  const std::string rejected = instead.empty() ? "" : " instead of " + without_stop(instead);
  const Json turn = {{"role", "assistant"},
                     {"content", "Decision: " + without_stop(decision) + rejected + " because " +
                                     without_stop(reason) + '.'}};
  CO_TRY(const Json saved,
         caller->post("/api/conversations/save", {{"session_id", number_in(session, "id")},
                                                  {"conversation", Json::array({turn})}}));
  static_cast<void>(saved);
  co_return "Recorded in session " + number_of(session) + '.';
}

Task<Result<std::string>> complete_session(Caller* caller, Json arguments) {
  Decoder decoder(arguments);
  const auto texts = [&](const char* name) {
    return decoder.texts_or_empty(name, 50, {.least = 1, .most = 4000});
  };
  const Json body = {{"accomplishments", texts("accomplished")},
                     {"blockers", texts("blockers")},
                     {"next", texts("next")}};
  const std::string named = decoder.text_or("project", "", {.most = kMostNameBytes});
  if (decoder.error()) co_return std::unexpected(*decoder.error());
  CO_TRY(const Json project, caller->project(named));
  CO_TRY(const Json session, open_session(caller, project));
  if (session.is_null())
    co_return fail(Fault::conflict, "no_open_session",
                   text_in(project, "name") + " has no open session.");
  CO_TRY(const Json done,
         caller->post("/api/sessions/" + std::to_string(number_in(session, "id")) + "/complete",
                      body));
  const Json& receipt = object_in(done, "receipt");
  co_return "Session " + number_of(session) + " is completed, its handoff written." +
      listed("Done", receipt, "done") + listed("Next", receipt, "next") +
      listed("Blocked", receipt, "blockers");
}

}  // namespace baton::mcp
