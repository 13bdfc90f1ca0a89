#pragma once
#include <chrono>
#include <string>

#include "native/server/application.hpp"

namespace baton::native {

/// Performs the effects of one request, all but NextPiece and Publish, and keeps account of them.
class Performer {
 public:
  explicit Performer(Application& application) : application_(application) {}

  EffectReply perform(const Effect& effect);

  /// Server-Timing's value: `app;dur=1.204, db;dur=0.871`, milliseconds since the construction and
  /// in batches of statements.
  std::string timing() const;

  /// Why the last batch of statements that failed did; "" if none.
  const std::string& fault() const { return fault_; }

 private:
  using Clock = std::chrono::steady_clock;
  Application& application_;
  Clock::time_point began_ = Clock::now();
  Clock::duration in_database_{};
  std::string fault_;
};

/// Answers a request of the server's own at once, such as those behind the status page. Its body is
/// whole. May throw what the application throws.
Response ask(Application& application, Request request, std::string client);

/// The same for a follower of the log; what is thrown is logged, and answered 500.
Response ask_for_follower(Application& application, Request request, std::string client);

/// One line on stderr, with control characters made visible. `asked` is the request: "GET /path".
void log_failure(std::string_view asked, std::string_view what);

/// 500, without what went wrong.
Response internal_failure();

}  // namespace baton::native
