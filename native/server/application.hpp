#pragma once
#include <functional>
#include <memory>

#include "core/base/effect.hpp"
#include "core/base/task.hpp"
#include "core/http/message.hpp"
#include "native/server/guard.hpp"

namespace baton::native {

/// What a server answers with. Each thread of the server has one of its own and calls it from that
/// thread alone, so it needs no lock; requests interleave only where a task asks for a piece of its
/// body, or waits for something else (native/server/aside.hpp).
class Application {
 public:
  virtual ~Application() = default;

  /// Whether the request's route takes its body in pieces; its body is empty so far.
  virtual bool streams(const Request& request) const = 0;

  /// Answers a request from `client`, an address. The application outlives the task.
  virtual Task<Response> handle(Request request, std::string client) = 0;

  /// Performs any effect but NextPiece, SendPiece, FetchPiece and Publish. May throw: the request
  /// is then answered 500.
  virtual EffectReply perform(const Effect& effect) = 0;
};

/// Makes the application of one thread; on a network it must ask callers for a token.
using ApplicationFactory = std::function<Result<std::unique_ptr<Application>>(Reach)>;

}  // namespace baton::native
