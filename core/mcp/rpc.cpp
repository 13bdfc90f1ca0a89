#include "core/mcp/rpc.hpp"

#include "core/base/json_in.hpp"

namespace baton::mcp {
namespace {

std::unexpected<RpcError> no_message(std::string why) {
  return std::unexpected(
      RpcError{.code = invalid_request, .message = std::move(why), .status = 400});
}

bool is_id(const Json& id) { return id.is_string() || id.is_number(); }

RpcResult<std::optional<Json>> id_of(const Json& json) {
  const auto id = json.find("id");
  if (id == json.end()) return std::nullopt;
  if (!is_id(*id)) return no_message("id must be a text or a number.");
  return *id;
}

bool is_answer(const Json& json) { return json.contains("result") || json.contains("error"); }

RpcResult<std::string> method_of(const Json& json) {
  const auto method = json.find("method");
  if (method != json.end() && method->is_string()) return method->get_ref<const std::string&>();
  if (method == json.end() && is_answer(json)) return std::string();
  return no_message("method must be a text.");
}

RpcResult<Json> params_of(const Json& json) {
  const auto params = json.find("params");
  if (params == json.end() || params->is_null()) return Json::object();
  if (params->is_object()) return *params;
  return std::unexpected(
      RpcError{.code = invalid_params, .message = "params must be an object.", .status = 400});
}

}  // namespace

Json Message::meta(std::string_view name) const {
  return member_in(member_in(params, "_meta"), name);
}

RpcResult<Message> parse_message(std::string_view body) {
  const Result<Json> json = parse_json(body);
  if (!json)
    return std::unexpected(
        RpcError{.code = parse_error, .message = json.error().message, .status = 400});
  if (json->is_array()) return no_message("Send one message at a time, not a list.");
  const auto version = json->is_object() ? json->find("jsonrpc") : json->end();
  if (version == json->end() || *version != "2.0")
    return no_message("A message is an object with \"jsonrpc\":\"2.0\".");
  TRY(std::optional<Json> id, id_of(*json));
  TRY(std::string method, method_of(*json));
  TRY(Json params, params_of(*json));
  return Message{std::move(id), std::move(method), std::move(params)};
}

Json readable_id(std::string_view body) {
  const Result<Json> json = parse_json(body);
  if (!json) return nullptr;
  const Json& id = member_in(*json, "id");
  return is_id(id) ? id : Json();
}

Response rpc_response(const Json& id, const RpcResult<Json>& outcome) {
  Json body = {{"jsonrpc", "2.0"}, {"id", id}};
  if (outcome) {
    body["result"] = *outcome;
  } else {
    body["error"] = {{"code", outcome.error().code}, {"message", outcome.error().message}};
    if (!outcome.error().data.is_null()) body["error"]["data"] = outcome.error().data;
  }
  return {.status = outcome ? 200 : outcome.error().status,
          .headers = {{"Content-Type", "application/json"}},
          .body = to_text(body)};
}

}  // namespace baton::mcp
