#pragma once
#include <functional>
#include <memory>
#include <string>

#include "core/base/effect.hpp"
#include "core/base/result.hpp"
#include "core/http/message.hpp"

namespace baton::native {

/// A Baton server elsewhere, asked over HTTP or HTTPS by libcurl. One connection, kept from call to
/// call; not thread-safe.
///
///     TRY(Remote remote, Remote::open("https://baton.example.org", token));
///     TRY(Response response, remote.call({.method = "GET", .target = "/api/projects", …}));
class Remote {
 public:
  /// What stands behind each wait. A transfer may take any time as long as it goes on.
  struct Patience {
    long connect_seconds = 10;
    long stall_seconds = 120;  ///< without a byte either way; a model may think that long
  };

  /// `url` is the server's address, with a path if it lives below one. `token` is sent as a bearer
  /// token; "" for none. Nothing is sent yet. Errors: "invalid_remote" (invalid).
  static Result<Remote> open(std::string url, std::string token, Patience patience);
  static Result<Remote> open(std::string url, std::string token);

  /// Sends the request and answers what the server answers, whatever its status. `next_piece`
  /// streams the body instead of `request.body`; its error becomes the call's.
  /// Certificates are verified; redirections are not followed, since the token would go with them.
  /// Errors (all unavailable): "remote_unreachable", "remote_timeout", "remote_untrusted",
  /// "remote_moved", "remote_failed"; the message names the server and says what to do.
  Result<Response> call(Request request, std::function<NextPiece::Reply()> next_piece = {});

  Remote(Remote&&) noexcept;
  Remote& operator=(Remote&&) noexcept;
  ~Remote();

 private:
  struct State;
  explicit Remote(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace baton::native
