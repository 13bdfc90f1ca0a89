#include "core/base/json.hpp"
#include "core/handoff/handoff.hpp"
#include "core/handoff/sections.hpp"

namespace baton {
namespace {

Json json_of(const HandoffField& field) { return {{"name", field.name}, {"value", field.value}}; }

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

Json json_of(const HandoffItem& item);

template <class T>
Json list_of(const std::vector<T>& values) {
  Json list = Json::array();
  for (const T& value : values) list.push_back(json_of(value));
  return list;
}

Json json_of(const HandoffItem& item) {
  return {{"text", item.text},
          {"detail", item.detail},
          {"session", item.session},
          {"turn", item.turn},
          {"last_session", item.last_session},
          {"suggested", item.suggested},
          {"fields", list_of(item.fields)}};
}

}  // namespace

std::string render_json(const Handoff& handoff) {
  Json json{{"project", handoff.project},
            {"session_number", handoff.session_number},
            {"date", handoff.date},
            {"goal", json_of(handoff.goal)},
            {"summary", handoff.summary},
            {"branch", handoff.branch},
            {"commit", handoff.commit},
            {"last_test", json_of(handoff.last_test)},
            {"preflight", list_of(handoff.preflight)},
            {"commands", list_of(handoff.commands)},
            {"message", handoff.message},
            {"other", list_of(handoff.other)}};
  const auto add = [&](const auto& sections) {
    for (const ItemSection& section : sections)
      json[std::string(section.name)] = list_of(handoff.*section.items);
  };
  add(kItemSections);
  add(kLaterSections);
  for (const PathSection& section : kPathSections)
    json[std::string(section.name)] = handoff.*section.paths;
  return to_text(json);
}

}  // namespace baton
