#pragma once
#include <functional>
#include <string>
#include <string_view>

#include "core/base/effect.hpp"
#include "core/http/message.hpp"

namespace baton::cli {

/// The pieces of a body that is streamed; nullopt ends it.
using Pieces = std::function<NextPiece::Reply()>;

/// Takes what is sent of a response before it is whole.
using Hear = std::function<void(std::string_view)>;

/// Whoever answers the API: the database on this machine, or a server. The command line knows
/// nothing else of either, so the two cannot drift.
class Client {
 public:
  virtual ~Client() = default;

  /// The API's answer, failures included. An error only where there is no answer: the database
  /// cannot be opened (codes of native/database.hpp), the server cannot be reached ("unreachable").
  /// `pieces` gives the body of a route that streams; empty otherwise.
  /// `hear` gets the response's first pieces where it comes in pieces; else all is in the response.
  virtual Result<Response> send(Request request, const Pieces& pieces, const Hear& hear) = 0;
};

}  // namespace baton::cli
