#pragma once
#include <string>

#include "core/base/json_in.hpp"
#include "core/base/task.hpp"
#include "core/http/context.hpp"
#include "core/http/message.hpp"
#include "core/http/target.hpp"

namespace baton::mcp {

/// Answers a request as if it had come by itself: core/app.cpp.
using Application = Task<Response> (*)(Context&, Request);

/// Asks the API on behalf of whoever sent a message: with that one's credential, and so within what
/// it allows. Owned by the message's root frame.
class Caller {
 public:
  /// `outer`: POST /mcp. Its `?project=` is the project that is meant where none is named.
  Caller(Context& context, const Request& outer, Application application);

  /// The answer's `data`, or its error.
  Task<Result<Json>> get(std::string target);
  Task<Result<Json>> post(std::string target, Json body);

  /// The project that `named` means, a name, an id or a uid; "" is the one of this connection, else
  /// the only one there is. An error names those there are. Members as in GET /api/projects.
  Task<Result<Json>> project(std::string named);

  /// The uid of the project that `named` means, "" for no name: all of them.
  Task<Result<std::string>> limit_to(std::string named);

  /// The session of the project with this number. Members as in GET /api/sessions/:id.
  Task<Result<Json>> session(Json project, std::int64_t number);

 private:
  Task<Result<Json>> ask(Request request);

  Context& context_;
  Fields headers_;
  std::string project_;
  Application application_;
};

}  // namespace baton::mcp
