#include "core/access/gate.hpp"

#include <algorithm>
#include <iterator>

#include "core/access/authorization.hpp"
#include "core/base/text.hpp"
#include "core/store/read.hpp"

namespace baton::access {
namespace {

Result<Request> checked_body(Request request, const Route& route, std::size_t limit) {
  if (!route.streams && request.body.size() > limit)
    return fail(Fault::too_large, "body_too_large",
                "The body may have at most " + std::to_string(limit) + " bytes.");
  const std::string type = lowered(request.header("Content-Type"));
  const bool json = type.empty() || contains(type, "json") || type.starts_with("text/plain");
  if (!route.streams && !request.body.empty() && !json)
    return fail(Fault::media_type, "json_expected", "Send the body as application/json.",
                "Content-Type");
  return request;
}

/// True, or 429.
Task<Result<bool>> count(bool limited, std::string key) {
  if (!limited) co_return true;
  const Limit::Reply reply = co_await perform(Limit{.key = std::move(key)});
  if (reply.allowed) co_return true;
  co_return fail(Fault::rate, "rate_limited", "Too many requests: wait a little.");
}

/// The refusal, or 429 once an address was refused too often.
Task<Error> refusal(const Context& context, Error error) {
  if (error.fault != Fault::unauthorized) co_return error;
  const auto counted = co_await count(context.rate_limited, "address:" + context.client);
  co_return counted ? error : counted.error();
}

bool only_selects(const Batch& batch) {
  return std::ranges::all_of(batch.statements, [](const Statement& statement) {
    return statement.sql.starts_with("SELECT");
  });
}

/// Asks in a batch of its own.
Task<Result<bool>> ask(Context& context, const Question* question) {
  CO_TRY(const Rows rows, read(question->statement()));
  co_return question->judge(context, rows);
}

/// Performs the handler's batch, which stays its own, with the question before it.
Task<Result<Batch::Reply>> ask_along(Context& context, const Question* question, Batch* batch) {
  batch->statements.insert(batch->statements.begin(), question->statement());
  Batch::Reply reply = co_await perform_repeatable(*batch);
  batch->statements.erase(batch->statements.begin());
  if (!reply) {
    CO_TRY(const bool allowed, ask(context, question));
    static_cast<void>(allowed);
    co_return reply;
  }
  CO_CHECK(const bool allowed, question->judge(context, reply->front()));
  static_cast<void>(allowed);
  reply->erase(reply->begin());
  co_return reply;
}

/// The read's handler, authorized by its first batch.
Task<Result<Response>> read_along(Context& context, Request request, const Route* route,
                                  const Question* question) {
  Run<Result<Response>> run(route->handler(context, std::move(request)));
  bool asked = false;
  while (Effect* effect = run.step()) {
    auto* batch = std::get_if<Batch>(effect);
    if (!asked && batch && only_selects(*batch)) {
      CO_TRY(Batch::Reply reply, ask_along(context, question, batch));
      run.reply(std::move(reply));
      asked = true;
      continue;
    }
    if (!asked && batch) {
      CO_TRY(asked, ask(context, question));
    }
    run.reply(co_await relay(*effect));
  }
  if (!asked) {
    CO_TRY(asked, ask(context, question));
  }
  co_return run.result();
}

bool names_subject_in_body(const Route& route) {
  return std::ranges::any_of(route.scope.subjects, [](const Subject& subject) {
    return subject.where == Subject::Where::body;
  });
}

/// What a limited token's body names. Others' bodies are not parsed for it.
Task<Result<bool>> ask_about_body(Context& context, const Request* request, const Route* route,
                                  Credential credential, std::string now) {
  const Question question(std::move(credential), *route, *request, Question::About::body,
                          std::move(now));
  co_return co_await ask(context, &question);
}

Task<Result<Response>> write_after(Context& context, Request request, const Route* route,
                                   std::size_t body_limit, Credential credential, std::string now) {
  const Question question(credential, *route, request, Question::About::target, now);
  CO_TRY(const Rows rows, read(question.statement()));
  CO_CHECK(bool allowed, question.judge(context, rows));
  CO_CHECK(Request checked, checked_body(std::move(request), *route, body_limit));
  if (Question::is_limited(rows) && names_subject_in_body(*route)) {
    CO_TRY(allowed,
           ask_about_body(context, &checked, route, std::move(credential), std::move(now)));
  }
  static_cast<void>(allowed);
  co_return co_await route->handler(context, std::move(checked));
}

/// Everybody may.
Task<Result<Response>> enter_freely(Context& context, Request request, const Route* route,
                                    std::size_t body_limit) {
  if (!is_safe(request.method)) {
    CO_CHECK(const bool ours, check_origin(context, request, Origin::no_objection));
    CO_TRY(const bool within,
           count(context.rate_limited && context.token_required, "address:" + context.client));
    static_cast<void>(ours && within);
  }
  CO_CHECK(Request checked, checked_body(std::move(request), *route, body_limit));
  co_return co_await route->handler(context, std::move(checked));
}

/// What is refused before anything is asked of the store.
Task<Result<bool>> check_caller(Context& context, const Request* request,
                                const Credential* credential) {
  constexpr std::size_t kKeyDigits = 16;
  if (credential->kind == Credential::Kind::cookie && !is_safe(request->method)) {
    CO_CHECK(const bool ours, check_origin(context, *request, Origin::proof));
    static_cast<void>(ours);
  }
  co_return co_await count(context.rate_limited,
                           "token:" + credential->digest.substr(0, kKeyDigits));
}

Task<Result<Response>> enter_as_admin(Context& context, Request request, const Route* route,
                                      std::size_t body_limit) {
  context.access = Access::admin;
  CO_CHECK(Request checked, checked_body(std::move(request), *route, body_limit));
  co_return co_await route->handler(context, std::move(checked));
}

Task<Result<Response>> enter_with(Context& context, Request request, const Route* route,
                                  std::size_t body_limit, Credential credential) {
  CO_TRY(const bool checked_caller, check_caller(context, &request, &credential));
  static_cast<void>(checked_caller);
  if (credential.kind == Credential::Kind::secret)
    co_return co_await enter_as_admin(context, std::move(request), route, body_limit);
  context.credential = credential.digest;
  std::string now;
  if (credential.kind == Credential::Kind::cookie) {
    CO_TRY(now, now_text());
  }
  if (!is_safe(request.method))
    co_return co_await write_after(context, std::move(request), route, body_limit,
                                   std::move(credential), std::move(now));
  const Question question(std::move(credential), *route, request, Question::About::target,
                          std::move(now));
  CO_CHECK(Request checked, checked_body(std::move(request), *route, body_limit));
  co_return co_await read_along(context, std::move(checked), route, &question);
}

}  // namespace

Task<Result<Response>> enter(Context& context, Request request, const Route* route,
                             std::size_t body_limit) {
  if (!context.token_required && context.access < route->access)
    co_return fail(Fault::forbidden, "role_too_low", "Your role does not allow this.");
  if (!context.token_required || route->access == Access::none)
    co_return co_await enter_freely(context, std::move(request), route, body_limit);
  const Result<Credential> credential = credential_of(context, request);
  if (!credential) co_return std::unexpected(co_await refusal(context, credential.error()));
  Result<Response> outcome =
      co_await enter_with(context, std::move(request), route, body_limit, *credential);
  if (outcome) co_return outcome;
  co_return std::unexpected(co_await refusal(context, outcome.error()));
}

}  // namespace baton::access
