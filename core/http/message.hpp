#pragma once
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace baton {

using Fields = std::vector<std::pair<std::string, std::string>>;

/// A request as the host received it. `target` is the raw path and query; header names are compared
/// without regard to case. `body` is whole unless the route streams it (`Route::streams`), in which
/// case the handler asks for its pieces by `NextPiece`.
struct Request {
  std::string method = "GET";
  std::string target = "/";
  Fields headers;
  std::string body;

  // Filled by the router.
  std::string path;  ///< percent-decoded, valid UTF-8 without NUL
  Fields query;      ///< percent-decoded, in order
  Fields params;     ///< the route's `:name` segments

  std::string_view header(std::string_view name) const;
  std::string_view param(std::string_view name) const;
  /// The first value of a query parameter; "" if absent.
  std::string_view argument(std::string_view name) const;
};

/// A whole response. The host adds Date, Content-Length and connection headers.
struct Response {
  int status = 200;
  Fields headers;
  std::string body;
};

}  // namespace baton
