#include "native/server/local_application.hpp"

#include <algorithm>
#include <chrono>

#include "core/app.hpp"
#include "core/base/text.hpp"
#include "core/http/answer.hpp"
#include "native/database.hpp"
#include "native/database/data_version.hpp"
#include "native/host.hpp"
#include "native/provide.hpp"
#include "native/server/compression.hpp"
#include "native/server/fields.hpp"
#include "native/server/limits.hpp"

namespace baton::native {
namespace {

bool came_by_proxy(const Request& request) {
  return find_field(request.headers, "Forwarded") || find_field(request.headers, "X-Forwarded-For");
}

/// What the proxy next to this server added to a chain.
std::string_view last_of(std::string_view chain) {
  const std::size_t comma = chain.rfind(',');
  return trimmed(comma == std::string_view::npos ? chain : chain.substr(comma + 1));
}

std::string_view unquoted(std::string_view text) {
  const bool quoted = text.size() > 1 && text.starts_with('"') && text.ends_with('"');
  return quoted ? text.substr(1, text.size() - 2) : text;
}

/// The `for` of an element of Forwarded (RFC 7239), without quotes; "" if it has none.
std::string_view for_of(std::string_view element) {
  constexpr std::string_view kFor = "for=";
  while (!element.empty()) {
    const std::size_t end = std::min(element.find(';'), element.size());
    const std::string_view pair = trimmed(element.substr(0, end));
    if (same_word(pair.substr(0, kFor.size()), kFor)) return unquoted(pair.substr(kFor.size()));
    element.remove_prefix(std::min(end + 1, element.size()));
  }
  return {};
}

/// The address that the proxy says it was asked from; "" if it does not.
std::string forwarded_client(const Request& request) {
  if (const std::string* chain = find_field(request.headers, "X-Forwarded-For"))
    return std::string(last_of(*chain));
  const std::string* chain = find_field(request.headers, "Forwarded");
  return chain ? std::string(for_of(last_of(*chain))) : std::string();
}

bool forwarded_securely(const Request& request) {
  const std::string* scheme = find_field(request.headers, "X-Forwarded-Proto");
  return scheme && same_word(*scheme, "https");
}

bool is_loopback(std::string_view address) {
  return address.starts_with("127.") || address == "::1";
}

/// The context lives in this coroutine's frame, and so as long as the run.
Task<Response> handle_in(Context context, Request request, RouteTimes* times) {
  const auto began = std::chrono::steady_clock::now();
  const bool packed = wants_packed(request);
  const Result<bool> unpacked = unpack_body(request, Limits{}.body_bytes);
  if (!unpacked) co_return answer_error(unpacked.error());
  Response response = co_await baton::handle(context, std::move(request));
  times->add(context.route, response.status, std::chrono::steady_clock::now() - began);
  if (packed) pack_body(response);
  co_return response;
}

class LocalApplication final : public Application {
 public:
  LocalApplication(Database database, Reach reach, Admission admission)
      : database_(std::move(database)), reach_(reach), admission_(std::move(admission)) {}

  bool streams(const Request& request) const override {
    return streams_body(request.method, request.target);
  }

  [[clang::coro_wrapper]] Task<Response> handle(Request request, std::string client) override {
    Context context = context_of(request, std::move(client));
    return handle_in(std::move(context), std::move(request), admission_.times.get());
  }

  EffectReply perform(const Effect& effect) override {
    if (const auto* limit = std::get_if<Limit>(&effect); limit && admission_.limiter)
      return Limit::Reply{admission_.limiter->allow(limit->key)};
    const auto* wanted = std::get_if<Provide>(&effect);
    if (wanted && wanted->what == Provide::What::figures) return figures();
    return native::perform(database_, effect);
  }

 private:
  Provide::Reply figures() const {
    Json told = figures_of(database_, "server", admission_.times->since());
    told["routes"] = admission_.times->routes();
    return Provide::Provided{to_text(told)};
  }

  Context context_of(const Request& request, std::string client) const {
    Context context;
    context.token_required = reach_ == Reach::network || came_by_proxy(request);
    context.rate_limited = context.token_required && admission_.limiter;
    context.admin_token = admission_.admin_token;
    context.client = std::move(client);
    if (!is_loopback(context.client)) return context;
    context.secure = forwarded_securely(request);
    if (std::string forwarded = forwarded_client(request); !forwarded.empty())
      context.client = std::move(forwarded);
    return context;
  }

  Database database_;
  Reach reach_;
  Admission admission_;
};

}  // namespace

ApplicationFactory applications_on(std::string database_path, Admission admission) {
  return [path = std::move(database_path),
          admission = std::move(admission)](Reach reach) -> Result<std::unique_ptr<Application>> {
    TRY(Database database, Database::open(path));
    return std::make_unique<LocalApplication>(std::move(database), reach, admission);
  };
}

Result<bool> has_token(const std::string& database_path) {
  TRY(Database database, Database::open(database_path));
  const Statement statement{"SELECT 1 FROM tokens WHERE revoked_at IS NULL LIMIT 1", {}};
  TRY(const std::vector<Rows> rows, database.run(Batch{{statement}}));
  return !rows[0].empty();
}

Result<Server> open_server_on(const std::string& database_path, ServerOptions options) {
  if (options.admin_token.empty())
    options.token_exists = [database_path] { return has_token(database_path); };
  else
    options.token_exists = [] { return true; };
  options.watch = [database_path] { return watch_commits(database_path); };
  const Admission admission{.admin_token = options.admin_token,
                            .limiter = std::make_shared<RateLimiter>(options.rates)};
  return Server::open(std::move(options), applications_on(database_path, admission));
}

}  // namespace baton::native
