#include "core/app.hpp"

#include "core/access/tokens.hpp"
#include "core/accounts/accounts.hpp"
#include "core/base/text.hpp"
#include "core/conversations/conversations.hpp"
#include "core/events/log.hpp"
#include "core/growth/statistics.hpp"
#include "core/handoff/documents.hpp"
#include "core/handoff/interim.hpp"
#include "core/handoff/review.hpp"
#include "core/http/answer.hpp"
#include "core/http/openapi.hpp"
#include "core/knowledge/knowledge.hpp"
#include "core/memory/search.hpp"
#include "core/memory/search_index.hpp"
#include "core/projects/projects.hpp"
#include "core/sessions/sessions.hpp"
#include "core/store/migrations.hpp"
#include "core/store/read.hpp"
#include "core/transcript/import.hpp"
#include "core/upkeep/daily.hpp"

namespace baton {
namespace {

Task<Result<Response>> health(Context& /*context*/, Request /*request*/) {
  Statement statement{
      "SELECT json_object('status', 'ok', 'version', ?1, 'schema', CAST(?2 AS INTEGER), "
      "'projects', "
      "(SELECT count(*) FROM projects WHERE deleted = 0), 'sessions', "
      "(SELECT count(*) FROM sessions WHERE deleted = 0))",
      {std::string(kVersion), static_cast<std::int64_t>(migrations().size())}};
  CO_TRY(const Rows rows, read(std::move(statement)));
  co_return answer(row_json(rows[0]));
}

Task<Result<Response>> description(Context& /*context*/, Request /*request*/) {
  Response response;
  response.headers.emplace_back("Content-Type", "application/json");
  response.body = openapi_json(routes(), kVersion);
  co_return response;
}

constexpr Access kNone = Access::none;
constexpr Access kRead = Access::read;
constexpr Access kWrite = Access::write;
constexpr Access kAdmin = Access::admin;

constexpr Route kRoutes[] = {
    {"GET", "/api/health", health, kNone, "Whether the server and its store work"},
    {"GET", "/api/openapi.json", description, kNone, "This description"},

    {"GET", "/api/projects", projects::list, kRead, "Projects, last changed first"},
    {"POST", "/api/projects", projects::create, kWrite, "Make a project: name, description, uid"},
    {"GET", "/api/projects/:id", projects::show, kRead, "One project"},
    {"PATCH", "/api/projects/:id", projects::change, kWrite, "Change name, description or status"},
    {"DELETE", "/api/projects/:id", projects::remove, kWrite, "Delete a project"},
    {"GET", "/api/projects/:id/overview", projects::overview, kRead,
     "Open session, last handoff, counts"},
    {"GET", "/api/projects/:id/files", projects::files, kRead, "Files that its sessions changed"},
    {"GET", "/api/projects/:id/stats", growth::of_project, kRead, "Predicted and measured growth"},
    {"GET", "/api/projects/:id/sessions", sessions::list, kRead, "Its sessions by number"},
    {"GET", "/api/projects/:id/handoff", handoff::of_project, kRead, "Its newest handoff, or null"},
    {"GET", "/api/projects/:id/handoffs", handoff::list, kRead, "Its handoffs, newest first"},

    {"POST", "/api/sessions/create", sessions::create, kWrite, "Start a session"},
    {"POST", "/api/sessions", sessions::create, kWrite, "Start a session"},
    {"GET", "/api/sessions/by-source", sessions::by_source, kRead,
     "The session imported from a source"},
    {"GET", "/api/sessions/:id", sessions::show, kRead, "One session with its handoff"},
    {"PATCH", "/api/sessions/:id", sessions::change, kWrite,
     "Pause, resume, fail or rename a session"},
    {"POST", "/api/sessions/:id/complete", handoff::complete_session, kWrite,
     "Complete it: the handoff"},
    {"POST", "/api/sessions/:id/interim", handoff::interim, kWrite,
     "Pause it with a handoff of what is known now"},
    {"GET", "/api/sessions/:id/turns", conversations::turns, kRead, "Its turns in order"},
    {"GET", "/api/sessions/:id/turns/:number", conversations::turn, kRead, "One turn"},
    {"GET", "/api/sessions/:id/files", sessions::files, kRead, "Files that it changed"},

    {"POST", "/api/conversations/save", conversations::save, kWrite, "Add turns, none twice"},
    {"POST", "/api/imports", transcript::import, kWrite, "Import a transcript or handoff", true},
    {"GET", "/api/handoffs/:id", handoff::show, kRead, "One handoff: format, budget, download"},
    {"GET", "/api/handoffs/:id/lint", handoff::lint_document, kRead,
     "What its reader would miss, with a score"},
    {"GET", "/api/handoffs/:id/diff", handoff::diff_documents, kRead,
     "What changed in the work since another: with"},
    {"POST", "/api/ai/handoff", handoff::of_conversation, kWrite,
     "A handoff of a pasted conversation"},

    {"GET", "/api/search", memory::search, kRead, "Search turns, handoffs, knowledge"},
    {"GET", "/api/stats", growth::totals, kRead, "Totals"},
    {"GET", "/api/growth", growth::curves, kRead, "Predicted growth curves"},
    {"GET", "/api/events", events::list, kRead, "The log after a sequence number: since, limit"},
    {"GET", "/api/events/ws", events::upgrade_required, kRead,
     "The log as it grows, over a WebSocket: since"},

    {"GET", "/api/accounts", accounts::list, kRead, "Accounts"},
    {"POST", "/api/accounts", accounts::create, kWrite, "Add an account"},
    {"GET", "/api/accounts/next", accounts::next, kRead, "Which account to use next"},
    {"GET", "/api/accounts/:id", accounts::show, kRead, "One account"},
    {"PATCH", "/api/accounts/:id", accounts::change, kWrite, "Change an account"},
    {"DELETE", "/api/accounts/:id", accounts::remove, kWrite, "Delete an account"},

    {"GET", "/api/knowledge", knowledge::list, kRead, "Patterns, solutions, practices"},
    {"POST", "/api/knowledge", knowledge::create, kWrite, "Add an item"},
    {"GET", "/api/knowledge/:id", knowledge::show, kRead, "One item"},
    {"PATCH", "/api/knowledge/:id", knowledge::change, kWrite, "Change an item"},
    {"DELETE", "/api/knowledge/:id", knowledge::remove, kWrite, "Delete an item"},
    {"POST", "/api/knowledge/:id/use", knowledge::use, kWrite, "Count a use and its success"},

    {"GET", "/api/tokens", access::list, kAdmin, "Access tokens"},
    {"POST", "/api/tokens", access::create, kAdmin, "Make a token; it is shown once"},
    {"DELETE", "/api/tokens/:id", access::revoke, kAdmin, "Revoke a token"},
    {"POST", "/api/admin/rebuild", events::rebuild_projections, kAdmin,
     "Go on folding the log again, until done"},
    {"POST", "/api/admin/search-index", memory::change_index, kAdmin,
     "Drop the search index, or go on making it: action"},
    {"POST", "/api/admin/daily", upkeep::daily, kAdmin, "What is to be done every day, until done"},
};

/// What the caller may do, and 403 if that is less than the route asks for.
Task<Result<Access>> authorize(Context& context, Request request, Access wanted) {
  Access granted = context.access;
  if (context.token_required && wanted != Access::none) {
    CO_TRY(granted, access::access_of(std::move(request)));
  }
  if (granted < wanted)
    co_return fail(Fault::forbidden, "role_too_low", "The token's role does not allow this.");
  co_return granted;
}

Result<Request> checked_body(Request request, const Route& route) {
  if (!route.streams && request.body.size() > kBodyLimit)
    return fail(Fault::too_large, "body_too_large",
                "The body may have at most " + std::to_string(kBodyLimit) + " bytes.");
  const std::string type = lowered(request.header("Content-Type"));
  const bool json = type.empty() || contains(type, "json") || type.starts_with("text/plain");
  if (!route.streams && !request.body.empty() && !json)
    return fail(Fault::media_type, "json_expected", "Send the body as application/json.",
                "Content-Type");
  return request;
}

Task<Result<Response>> dispatch(Context& context, Request request, const Route* route) {
  CO_CHECK(Request checked, checked_body(std::move(request), *route));
  Request headers_only;
  headers_only.headers = checked.headers;
  CO_TRY(const Access granted, authorize(context, std::move(headers_only), route->access));
  static_cast<void>(granted);
  co_return co_await route->handler(context, std::move(checked));
}

}  // namespace

std::span<const Route> routes() { return kRoutes; }

bool streams_body(std::string_view method, std::string_view target) {
  Request request;
  request.method = method;
  request.target = target;
  const Match found = match(kRoutes, request);
  return found.route && found.route->streams;
}

Task<Response> handle(Context& context, Request request) {
  Match found = match(kRoutes, request);
  if (!found.route) {
    Response response = answer_error(found.error);
    if (found.error.fault == Fault::method) response.headers.emplace_back("Allow", found.allow);
    co_return response;
  }
  Result<Response> outcome = co_await dispatch(context, std::move(request), found.route);
  if (outcome) co_return *std::move(outcome);
  co_return answer_error(outcome.error());
}

}  // namespace baton
