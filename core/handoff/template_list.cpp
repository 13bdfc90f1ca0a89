#include "core/handoff/template_list.hpp"

#include "core/handoff/template.hpp"
#include "core/http/answer.hpp"

namespace baton::handoff {
namespace {

Json built_in_json(const BuiltInTemplate& one) {
  return {{"name", one.name},
          {"about", one.about},
          {"text", one.text},
          {"escaped", false},
          {"built_in", true}};
}

/// Those of the machine; none where the host has no such thing.
Json own_of(const Provide::Reply& reply) {
  if (!reply) return Json::array();
  Json own = parse_json(reply->bytes).value_or(Json::array());
  for (Json& one : own) one["built_in"] = false;
  return own;
}

}  // namespace

Task<Result<Response>> list_templates(Context& /*context*/, Request /*request*/) {
  Provide wanted{Provide::What::templates, {}};
  const Provide::Reply reply = co_await perform(std::move(wanted));
  Json list = own_of(reply);
  for (const BuiltInTemplate& one : built_in_templates()) list.push_back(built_in_json(one));
  co_return answer(to_text(list));
}

}  // namespace baton::handoff
