#include "core/base/json.hpp"
#include "core/handoff/handoff.hpp"

namespace baton {
namespace {

Json json_of(const HandoffItem& item) {
  return {
      {"text", item.text}, {"detail", item.detail}, {"session", item.session}, {"turn", item.turn}};
}

Json json_of(const HandoffCommand& command) {
  return {{"command", command.command},
          {"outcome", command.outcome},
          {"failed", command.failed},
          {"session", command.session},
          {"turn", command.turn}};
}

Json json_of(const HandoffSection& section) {
  return {{"heading", section.heading}, {"body", section.body}};
}

template <class T>
Json list_of(const std::vector<T>& values) {
  Json list = Json::array();
  for (const T& value : values) list.push_back(json_of(value));
  return list;
}

}  // namespace

std::string render_json(const Handoff& handoff) {
  return to_text(Json{{"project", handoff.project},
                      {"session_number", handoff.session_number},
                      {"date", handoff.date},
                      {"goal", json_of(handoff.goal)},
                      {"requests", list_of(handoff.requests)},
                      {"summary", handoff.summary},
                      {"branch", handoff.branch},
                      {"commit", handoff.commit},
                      {"last_test", json_of(handoff.last_test)},
                      {"state", list_of(handoff.state)},
                      {"next", list_of(handoff.next)},
                      {"in_progress", list_of(handoff.in_progress)},
                      {"blockers", list_of(handoff.blockers)},
                      {"errors", list_of(handoff.errors)},
                      {"questions", list_of(handoff.questions)},
                      {"wishes", list_of(handoff.wishes)},
                      {"decisions", list_of(handoff.decisions)},
                      {"failed_approaches", list_of(handoff.failed_approaches)},
                      {"accomplished", list_of(handoff.accomplished)},
                      {"created", handoff.created},
                      {"modified", handoff.modified},
                      {"deleted", handoff.deleted},
                      {"uncommitted", handoff.uncommitted},
                      {"commands", list_of(handoff.commands)},
                      {"notes", list_of(handoff.notes)},
                      {"other", list_of(handoff.other)}});
}

}  // namespace baton
