#pragma once
#include "core/base/task.hpp"
#include "core/http/router.hpp"

namespace baton::access {

/// Lets a request through to its route's handler, or answers why not. Every request comes this way.
///
/// **One round trip.** Where a token is needed, a read costs one batch, authorization included: the
/// handler of a safe method is run inside the gate, and the first batch of statements that it asks
/// for is sent with the authorization's statement before it. The rows of that one are judged; a
/// refusal drops the handler's run. So what a handler reads is at most read, never answered. What
/// it might write waits: a first batch that does more than select is preceded by the authorization
/// in a batch of its own, and so is the answer of a handler that asked for none, or whose first one
/// failed. Methods that are not safe are authorized first, before the body is looked at. A request
/// without a credential, or with one that has not even the form of one, asks the store nothing.
///
/// **Pages of other sites.** A request that changes something and is let in by its cookie must show
/// that it comes from a page of this server; one with a bearer token need not, since no page can
/// make a browser add that.
///
/// **Limits**, where the host keeps them: a request with a credential counts against
/// `token:` and the first 16 hex digits of its digest, before anything is asked of the store. One
/// without, or whose credential turns out invalid, and every log-in, counts against `address:` and
/// the caller's address. Beyond either: 429 `rate_limited`.
Task<Result<Response>> enter(Context& context, Request request, const Route* route,
                             std::size_t body_limit);

}  // namespace baton::access
