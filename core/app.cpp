#include "core/app.hpp"

#include "core/access/gate.hpp"
#include "core/access/login.hpp"
#include "core/access/scopes.hpp"
#include "core/access/tokens.hpp"
#include "core/accounts/accounts.hpp"
#include "core/conversations/conversations.hpp"
#include "core/events/log.hpp"
#include "core/growth/statistics.hpp"
#include "core/handoff/complete.hpp"
#include "core/handoff/documents.hpp"
#include "core/handoff/interim.hpp"
#include "core/handoff/pasted.hpp"
#include "core/handoff/review.hpp"
#include "core/handoff/template_list.hpp"
#include "core/history/export.hpp"
#include "core/history/import.hpp"
#include "core/hooks/brief.hpp"
#include "core/hooks/intake.hpp"
#include "core/hooks/positions.hpp"
#include "core/hooks/recall.hpp"
#include "core/http/answer.hpp"
#include "core/http/event_stream.hpp"
#include "core/http/openapi.hpp"
#include "core/http/secure_headers.hpp"
#include "core/knowledge/knowledge.hpp"
#include "core/mcp/server.hpp"
#include "core/memory/search.hpp"
#include "core/memory/search_index.hpp"
#include "core/models/configured.hpp"
#include "core/projects/deletion.hpp"
#include "core/projects/merging.hpp"
#include "core/projects/projects.hpp"
#include "core/purge/routes.hpp"
#include "core/sessions/sessions.hpp"
#include "core/store/migrations.hpp"
#include "core/store/read.hpp"
#include "core/sync/integrity.hpp"
#include "core/sync/remotes.hpp"
#include "core/sync/server.hpp"
#include "core/transcript/import.hpp"
#include "core/troubleshoot/troubleshoot.hpp"
#include "core/upkeep/daily.hpp"
#include "core/upkeep/monitoring.hpp"
#include "core/usage/prices.hpp"
#include "core/usage/usage.hpp"

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

Task<Response> answered(Context& context, Request request);

/// What a tool does is asked of the API anew, with the caller's own credential.
Task<Result<Response>> model_context(Context& context, Request request) {
  co_return co_await mcp::post(context, std::move(request), answered, kVersion);
}

constexpr Access kNone = Access::none;
constexpr Access kRead = Access::read;
constexpr Access kWrite = Access::write;
constexpr Access kAdmin = Access::admin;

using namespace access::scopes;

constexpr Route kRoutes[] = {
    {"GET", "/api/health", health, kNone, kNoProject, "Whether the server and its store work"},
    {"GET", "/api/openapi.json", description, kNone, kNoProject, "This description"},

    {"GET", "/api/projects", projects::list, kRead, kListed,
     "Projects, last changed first: tag, deleted"},
    {"POST", "/api/projects", projects::create, kWrite, kAllProjects,
     "Make a project: name, description, uid, tags"},
    {"GET", "/api/projects/:id", projects::show, kRead, kProject, "One project"},
    {"PATCH", "/api/projects/:id", projects::change, kWrite, kProject,
     "Change name, description, status or tags"},
    {"DELETE", "/api/projects/:id", projects::remove, kWrite, kProject, "Delete a project"},
    {"POST", "/api/projects/:id/merge", projects::merge, kWrite, kAllProjects,
     "Make it a part of another, which has its sessions and knowledge then: into"},
    {"POST", "/api/projects/:id/restore", projects::restore, kWrite, kAllProjects,
     "Bring a deleted project back, or take one that was merged out again"},
    {"GET", "/api/projects/:id/overview", projects::overview, kRead, kProject,
     "Open session, last handoff, counts"},
    {"GET", "/api/projects/:id/history", projects::history, kRead, kProject,
     "Every change of its name, description and status, on whatever device"},
    {"GET", "/api/projects/:id/files", projects::files, kRead, kProject,
     "Files that its sessions changed"},
    {"GET", "/api/projects/:id/stats", growth::of_project, kRead, kProject,
     "Predicted and measured growth"},
    {"GET", "/api/projects/:id/sessions", sessions::list, kRead, kProject,
     "Its sessions by number"},
    {"GET", "/api/projects/:id/handoff", handoff::of_project, kRead, kProject,
     "Its newest handoff, or null"},
    {"GET", "/api/projects/:id/handoffs", handoff::list, kRead, kProject,
     "Its handoffs, newest first, and which of a session's stands: session"},
    {"POST", "/api/projects/:id/brief", hooks::brief, kWrite, kProject,
     "What a session that begins starts from"},

    {"POST", "/api/sessions/create", sessions::create, kWrite, kNewSession, "Start a session"},
    {"POST", "/api/sessions", sessions::create, kWrite, kNewSession, "Start a session"},
    {"GET", "/api/sessions/by-source", sessions::by_source, kRead, kSource,
     "The session imported from a source"},
    {"GET", "/api/sessions/:id", sessions::show, kRead, kSession, "One session with its handoff"},
    {"PATCH", "/api/sessions/:id", sessions::change, kWrite, kSession,
     "Pause, resume, fail or rename a session"},
    {"POST", "/api/sessions/:id/complete", handoff::complete_session, kWrite, kSession,
     "Complete it: the handoff", false, true},
    {"POST", "/api/sessions/:id/interim", handoff::interim, kWrite, kSession,
     "Pause it with a handoff of what is known now"},
    {"GET", "/api/sessions/:id/turns", conversations::turns, kRead, kSession, "Its turns in order"},
    {"GET", "/api/sessions/:id/turns/:number", conversations::turn, kRead, kSession, "One turn"},
    {"GET", "/api/sessions/:id/files", sessions::files, kRead, kSession, "Files that it changed"},

    {"POST", "/api/conversations/save", conversations::save, kWrite, kSessionSent,
     "Add turns, none twice"},
    {"POST", "/api/imports", transcript::import, kWrite, kImport, "Import a transcript or handoff",
     true},
    {"POST", "/api/imports/history", history::import_all, kAdmin, kAllProjects,
     "Import a whole history that GET /api/export made", true},
    {"GET", "/api/export", history::export_all, kRead, kAllProjects,
     "The whole history as a file of JSON lines, in pieces: cursor"},
    {"GET", "/api/transcripts", hooks::positions, kRead, kListed,
     "How far transcripts were taken in that are being written: source"},
    {"POST", "/api/transcripts", hooks::take_lines, kWrite, kProjectAsked,
     "Take in the next lines of a transcript that is being written", true},
    {"GET", "/api/handoffs/:id", handoff::show, kRead, kHandoff,
     "One handoff: format, budget, download"},
    {"GET", "/api/handoffs/:id/lint", handoff::lint_document, kRead, kHandoff,
     "What its reader would miss, with a score"},
    {"GET", "/api/handoffs/:id/diff", handoff::diff_documents, kRead, kHandoffs,
     "What changed in the work since another: with"},
    {"GET", "/api/templates", handoff::list_templates, kRead, kNoProject,
     "Templates of handoffs, built in and of this machine"},
    {"POST", "/api/ai/handoff", handoff::of_conversation, kWrite, kProjectSent,
     "A handoff of a pasted conversation", false, true},
    {"POST", "/api/ai/troubleshoot", troubleshoot::troubleshoot, kWrite, kProjectSearched,
     "A prompt to fix an error, with what is known of it", false, true},

    {"GET", "/api/models", models::list, kRead, kAllProjects, "Models that may be asked"},
    {"POST", "/api/models", models::create, kAdmin, kAllProjects,
     "Add or change a model: name, provider, url, model, key_name"},
    {"DELETE", "/api/models/:name", models::remove, kAdmin, kAllProjects, "Remove a model"},
    {"POST", "/api/models/:name/test", models::test, kAdmin, kAllProjects,
     "Ask a model for a word: whether it is healthy"},

    {"GET", "/api/search", memory::search, kRead, kProjectAsked,
     "Search turns, handoffs, knowledge"},
    {"POST", "/api/recall", hooks::recall, kWrite, kProjectRecalled,
     "What the memory knows of a prompt, if it is relevant"},
    {"GET", "/api/monitoring", upkeep::monitoring, kRead, kAllProjects,
     "Response times by route, sizes, failures"},
    {"GET", "/api/stats", growth::totals, kRead, kAllProjects, "Totals"},
    {"GET", "/api/growth", growth::curves, kRead, kAllProjects, "Predicted growth curves"},
    {"GET", "/api/usage", usage::show, kRead, kUsage,
     "Tokens and their cost: by model, project, session or day"},
    {"GET", "/api/prices", usage::list_prices, kRead, kAllProjects, "Prices of models' tokens"},
    {"PATCH", "/api/prices", usage::change_prices, kWrite, kAllProjects,
     "Set prices of your own, which go before the built-in ones"},
    {"GET", "/api/events", events::list, kRead, kAllProjects,
     "The log after a sequence number: since, limit"},
    {"GET", "/api/events/ws", events::upgrade_required, kRead, kAllProjects,
     "The log as it grows, over a WebSocket: since"},

    {"POST", "/api/sync/push", sync::push, kWrite, kAllProjects,
     "Take a page of another device's events in"},
    {"GET", "/api/sync/pull", sync::pull, kRead, kAllProjects,
     "A page of the log after a place: since, known, limit"},
    {"GET", "/api/sync/summary", sync::summary, kRead, kAllProjects,
     "Figures of each device's events, by which two stores are compared"},
    {"GET", "/api/sync/status", sync::status, kRead, kAllProjects,
     "Devices, what waits for each remote, what was refused"},
    {"GET", "/api/remotes", sync::list_remotes, kAdmin, kAllProjects,
     "Stores that this one syncs with"},
    {"POST", "/api/remotes", sync::keep_remote, kAdmin, kAllProjects,
     "Add or change a remote: name, url, key_name, projects, withheld_projects, all_projects, "
     "automatic"},
    {"DELETE", "/api/remotes/:name", sync::remove_remote, kAdmin, kAllProjects, "Forget a remote"},
    {"POST", "/api/admin/restored", sync::restored, kAdmin, kAllProjects,
     "Say that this store was put back from a copy: devices offer again what it lost"},
    {"POST", "/api/remotes/:name/sync", sync::sync_remote, kAdmin, kAllProjects,
     "One step of a sync with it, until done: patience"},
    {"POST", "/api/remotes/:name/check", sync::check_remote, kAdmin, kAllProjects,
     "Compare what both sides hold: repair"},

    {"GET", "/api/accounts", accounts::list, kRead, kAllProjects, "Accounts"},
    {"POST", "/api/accounts", accounts::create, kWrite, kAllProjects, "Add an account"},
    {"GET", "/api/accounts/next", accounts::next, kRead, kAllProjects, "Which account to use next"},
    {"GET", "/api/accounts/:id", accounts::show, kRead, kAllProjects, "One account"},
    {"PATCH", "/api/accounts/:id", accounts::change, kWrite, kAllProjects, "Change an account"},
    {"DELETE", "/api/accounts/:id", accounts::remove, kWrite, kAllProjects, "Delete an account"},

    {"GET", "/api/knowledge", knowledge::list, kRead, kProjectAsked,
     "Patterns, solutions, practices"},
    {"POST", "/api/knowledge", knowledge::create, kWrite, kNewKnowledge, "Add an item"},
    {"GET", "/api/knowledge/:id", knowledge::show, kRead, kKnowledge, "One item"},
    {"PATCH", "/api/knowledge/:id", knowledge::change, kWrite, kKnowledgeChange, "Change an item"},
    {"DELETE", "/api/knowledge/:id", knowledge::remove, kWrite, kKnowledge, "Delete an item"},
    {"POST", "/api/knowledge/:id/use", knowledge::use, kWrite, kKnowledge,
     "Count a use and its success"},

    {"POST", "/mcp", model_context, kRead, kNoProject,
     "The Model Context Protocol: tools, resources, prompts"},

    {"POST", "/api/login", access::login, kNone, kNoProject,
     "Log a browser in: code or token; sets a cookie"},
    {"POST", "/api/logout", access::logout, kNone, kNoProject, "End the cookie's session"},
    {"GET", "/api/tokens", access::list, kAdmin, kAllProjects, "Access tokens"},
    {"POST", "/api/tokens", access::create, kAdmin, kAllProjects, "Make a token; it is shown once"},
    {"DELETE", "/api/tokens/:id", access::revoke, kAdmin, kAllProjects, "Revoke a token"},
    {"POST", "/api/admin/rebuild", events::rebuild_projections, kAdmin, kAllProjects,
     "Go on folding the log again, until done"},
    {"POST", "/api/admin/search-index", memory::change_index, kAdmin, kAllProjects,
     "Drop the search index, or go on making it: action"},
    {"POST", "/api/admin/daily", upkeep::daily, kAdmin, kAllProjects,
     "What is to be done every day, until done"},
    {"GET", "/api/admin/secrets", purge::secrets, kAdmin, kAllProjects,
     "What of the store today's rules would mask: cursor"},
    {"POST", "/api/admin/purge", purge::purge, kAdmin, kAllProjects,
     "Go on purging, until done: secrets, text or session"},
};

}  // namespace

std::span<const Route> routes() { return kRoutes; }

bool streams_body(std::string_view method, std::string_view target) {
  Request request;
  request.method = method;
  request.target = target;
  const Match found = match(kRoutes, request);
  return found.route && found.route->streams;
}

namespace {

Task<Response> answered(Context& context, Request request) {
  Match found = match(kRoutes, request);
  if (!found.route) {
    Response response = answer_error(found.error);
    if (found.error.fault == Fault::method) response.headers.emplace_back("Allow", found.allow);
    co_return response;
  }
  // A tool of the Model Context Protocol asks on: the request that came is what is counted.
  if (context.route.empty())
    context.route.append(found.route->method).append(" ").append(found.route->pattern);
  context.event_stream = found.route->tells && accepts_events(request);
  Result<Response> outcome =
      co_await access::enter(context, std::move(request), found.route, kBodyLimit);
  co_return last_event(context, outcome ? *std::move(outcome) : answer_error(outcome.error()));
}

}  // namespace

Task<Response> handle(Context& context, Request request) {
  Response response = co_await answered(context, std::move(request));
  if (context.secure) response.headers.emplace_back(kHttpsHeader);
  co_return response;
}

}  // namespace baton
