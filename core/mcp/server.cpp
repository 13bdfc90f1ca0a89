#include "core/mcp/server.hpp"

#include "core/access/credential.hpp"
#include "core/base/text.hpp"
#include "core/mcp/prompts.hpp"
#include "core/mcp/resources.hpp"
#include "core/mcp/revision.hpp"
#include "core/mcp/tools.hpp"

namespace baton::mcp {
namespace {

constexpr std::string_view kInstructions =
    "Baton keeps what earlier sessions with assistants did. current_handoff says where this "
    "project "
    "stands; search and show_turn find what was said, tried and decided before; remember and "
    "record_decision keep what the next session should know.";
constexpr std::int64_t kListsFresh = 3'600'000;  ///< ms; the lists change with the version only

Json server_info(std::string_view version) {
  return {{"name", "baton"}, {"title", "Baton"}, {"version", version}};
}

Json capabilities() {
  return {{"tools", Json::object()}, {"resources", Json::object()}, {"prompts", Json::object()}};
}

Json initialized(const Message& message, std::string_view version) {
  return {{"protocolVersion", agreed_revision(text_in(message.params, "protocolVersion"))},
          {"capabilities", capabilities()},
          {"serverInfo", server_info(version)},
          {"instructions", kInstructions}};
}

Json discovered() {
  return {{"supportedVersions", served_revisions()},
          {"capabilities", capabilities()},
          {"instructions", kInstructions}};
}

RpcError unknown_method(const Message& message) {
  return {.code = method_not_found,
          .message = "There is no method " + json_quoted(cut(message.method, 100)) + '.',
          .status = is_stateless(message) ? 404 : 200};
}

Task<RpcResult<Json>> result_of(Caller* caller, Message message, std::string_view version) {
  const std::string& method = message.method;
  const bool stateless = is_stateless(message);
  if (method == "initialize" && !stateless) co_return initialized(message, version);
  if (method == "ping" && !stateless) co_return Json::object();
  if (method == "server/discover") co_return discovered();
  if (method == "tools/list") co_return tool_list();
  if (method == "tools/call") co_return co_await call_tool(caller, std::move(message.params));
  if (method == "resources/list")
    co_return co_await resource_list(caller, std::move(message.params));
  if (method == "resources/templates/list") co_return resource_templates();
  if (method == "resources/read")
    co_return co_await read_resource(caller, std::move(message.params),
                                     stateless ? invalid_params : resource_not_found);
  if (method == "prompts/list") co_return prompt_list();
  if (method == "prompts/get") co_return co_await get_prompt(caller, std::move(message.params));
  co_return std::unexpected(unknown_method(message));
}

/// How long a client may keep a result, and whether others may be given it.
void add_caching(Json& result, std::string_view method) {
  const bool of_everybody = method.ends_with("/list") && method != "resources/list";
  if (method == "server/discover" || of_everybody) {
    result["ttlMs"] = kListsFresh;
    result["cacheScope"] = "public";
  } else if (method.starts_with("resources/")) {
    result["ttlMs"] = 0;
    result["cacheScope"] = "private";
  }
}

void complete(Json& result, std::string_view method, std::string_view version) {
  result["resultType"] = "complete";
  result["_meta"] = {{"io.modelcontextprotocol/serverInfo", server_info(version)}};
  add_caching(result, method);
}

Task<Response> answered(Caller* caller, Message message, std::string_view version) {
  if (!message.id) co_return Response{202, {}, {}};
  const Json id = *message.id;
  const std::string method = message.method;
  const bool stateless = is_stateless(message);
  RpcResult<Json> outcome = co_await result_of(caller, std::move(message), version);
  if (outcome && stateless) complete(*outcome, method, version);
  co_return rpc_response(id, outcome);
}

}  // namespace

Task<Result<Response>> post(Context& context, Request request, Application application,
                            std::string_view version) {
  CO_CHECK(const bool ours, access::check_origin(context, request, access::Origin::no_objection));
  static_cast<void>(ours);
  RpcResult<Message> message = parse_message(request.body);
  if (!message) co_return rpc_response(readable_id(request.body), std::unexpected(message.error()));
  const bool by_http = request.argument("transport") != "stdio";
  if (const auto fault = revision_fault(*message, request, by_http))
    co_return rpc_response(message->id.value_or(nullptr), std::unexpected(*fault));
  Caller caller(context, request, application);
  co_return co_await answered(&caller, *std::move(message), version);
}

}  // namespace baton::mcp
