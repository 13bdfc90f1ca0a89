#pragma once
#include <ctime>
#include <string>
#include <string_view>

#include "core/http/message.hpp"

namespace baton::native {

/// The Date field's value (RFC 9110, 5.6.7), made once a second.
class HttpDate {
 public:
  std::string_view now();
  static std::string format(std::time_t seconds);

 private:
  std::time_t made_ = 0;
  std::string text_;
};

enum class Persistence {
  keep_alive,           ///< HTTP/1.1's default: nothing is said
  announce_keep_alive,  ///< to an HTTP/1.0 client
  close,
};

/// What a response needs besides itself to become bytes.
struct Envelope {
  std::string_view date;
  std::string_view server_timing = {};  ///< "" for none
  Persistence persistence = Persistence::keep_alive;
  bool chunked = false;  ///< the body follows in chunks, instead of being that of the response
};

/// Status line and header of `response` with a blank line behind, into `head` (overwritten). Adds
/// Date, Content-Length, Connection and the headers of core/http/secure_headers.hpp. A field with a
/// control character in it is left out.
void write_head(std::string& head, const Response& response, const Envelope& envelope);

/// A chunk of a body (RFC 9112, 7.1); the empty one ends it.
void append_chunk(std::string& out, std::string_view bytes);

/// Whether a response of this status carries a body at all.
bool may_have_body(int status);

}  // namespace baton::native
