#pragma once
#include "core/http/context.hpp"
#include "core/http/router.hpp"

namespace baton::accounts {

/// An account: {account_name, platform, credits_available, credits_used_today, specialization,
/// status}.
Task<Result<Response>> list(Context& context, Request request);
Task<Result<Response>> create(Context& context, Request request);
Task<Result<Response>> show(Context& context, Request request);
Task<Result<Response>> change(Context& context, Request request);
Task<Result<Response>> remove(Context& context, Request request);
/// Which to use next: the active account with the most credits left; `?specialization=` is
/// preferred.
Task<Result<Response>> next(Context& context, Request request);

}  // namespace baton::accounts
