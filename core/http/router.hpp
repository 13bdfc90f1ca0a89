#pragma once
#include <span>
#include <string>
#include <string_view>

#include "core/base/task.hpp"
#include "core/http/context.hpp"
#include "core/http/message.hpp"
#include "core/http/scope.hpp"

namespace baton {

using Handler = Task<Result<Response>> (*)(Context&, Request);

/// One path of the API. A segment `:name` takes any non-empty segment.
struct Route {
  std::string_view method;
  std::string_view pattern;
  Handler handler;
  Access access;             ///< what the caller must be allowed to do
  Scope scope;               ///< which projects it touches
  std::string_view summary;  ///< for people; shown in the API's description
  bool streams = false;      ///< the handler takes the body in pieces by NextPiece
  bool tells = false;        ///< it tells how it goes to who accepts text/event-stream
};

/// What became of a request: a route, or the error to answer.
struct Match {
  const Route* route = nullptr;
  std::string allow;  ///< the methods that the path has, for a 405
  Error error;
};

/// Finds the route and fills the request's path, query and params. HEAD takes GET's route. A path's
/// segments are percent-decoded one by one, so that an encoded slash is part of a parameter; what
/// does not decode to valid UTF-8 without NUL is refused. One slash at the end is overlooked. A
/// pattern without parameters hides those with: /api/accounts/next is no account.
Match match(std::span<const Route> routes, Request& request);

/// Percent-decoding; `+` is a blank if `plus`. 400 `invalid_encoding` unless two hexadecimal digits
/// follow each `%` and the result is valid UTF-8 without NUL.
Result<std::string> percent_decoded(std::string_view text, bool plus);

}  // namespace baton
