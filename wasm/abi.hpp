#pragma once
#include <cstdint>

/// What core.wasm, a WASI reactor, exports: bytes in, bytes out. The host calls `_initialize` once
/// and then these, never from two threads at once. A trap is a bug in the module and leaves it
/// unusable.
///
/// A message is four bytes, the length of its header (little-endian), the header, a JSON object in
/// UTF-8, and the body, raw bytes to the end of the message.
///
/// The host names each request by an id that no other request in flight has. It sends the request,
/// is told an effect, performs it, replies, is told the next one, and so on until the effect is the
/// response, which ends the request. Requests interleave as they please.
///
///     request   {"method": "POST", "target": "/api/projects?limit=5", "headers": [["name",
///     "value"], …],
///                "token_required": true}; the body is the request's, or empty when it is streamed.
///                Without "token_required": false, the routes ask for a token or a session's
///                cookie. What the host knows, each of which may be left out: "client":
///                "192.0.2.1", the caller's address; "secure": true, the request came by https;
///                "admin_token": "…", a secret of the host that is an admin's bearer token;
///                "access": "read", "write" or "admin" (else), what a caller of whom no token is
///                asked may do;
///                "rate_limited": true, the host performs "limit". A "cookie" header is passed on
///                like any other.
///
///     effect                                                      reply
///     {"effect": "batch", "statements":                           {} and the rows as body
///       [{"sql": "…", "parameters": [value, …]}, …]}              {"error": {"code": "guard",
///       "message": "…"}}
///     {"effect": "now"}                                           {"milliseconds": 1795211278123}
///     {"effect": "entropy", "bytes": 16}                          {} and the bytes as body
///     {"effect": "next_piece"}                                    {"more": true} and the piece as
///     body
///                                                                 {"more": false} at the end
///                                                                 {"error": {"code": "…",
///                                                                 "message": "…"}}
///     {"effect": "send_piece", "status": 200, "headers": […]}     {}
///     and the piece
///     {"effect": "publish"}                                       {}
///     {"effect": "erase"}                                         {"erased": true}
///     {"effect": "sleep", "milliseconds": 75}                     {}
///     {"effect": "limit", "key": "token:…" or "address:…"}        {"allowed": true}
///     {"effect": "fetch", "method": "POST", "url": "https://…",   {"status": 200, "content_type":
///       "headers": [["name", "value"], …], "key": "NAME" or "",   "…", "retry_after": "…"} and the
///       "timeout_ms": 60000, "most_bytes": 1048576,               body
///       "in_pieces": false}
///       and the request's body                                    {"error": {"code": "…",
///                                                                 "message": "…"}}
///     {"effect": "fetch_piece"}                                   as for "next_piece"
///     {"effect": "provide", "what": "pdf", "figures",             {} and the bytes as body
///       "templates" or "gzip"} and the input                      {"error": {"code": "…",
///                                                                 "message": "…"}}
///     {"effect": "response", "status": 200, "headers": [["name", "value"], …], "route": "GET
///       /api/projects/:id"} and its body: no reply
///     {"effect": "refused", "message": "…"}: the call made no sense and changed nothing
///
/// The response's headers are all that the host sends but Date, Content-Length and those of the
/// connection: those of core/http/secure_headers.hpp are among them.
///
/// A batch is one atomic transaction. A parameter is null, a string, or a number. The rows are
/// given statement by statement: the number of rows and of columns, both 32 bits, then the values,
/// row by row in the order of the columns. A value is `n`, NULL; `d` and a double of 64 bits, a
/// whole number within ±2^53 being an integer; or `t`, the number of bytes in 32 bits, and text in
/// UTF-8. All is little-endian. So rows that are JSON already pass through unread. The error's code
/// is one of core/store/batch.hpp; "transient" where the connection was lost and the batch may or
/// may not have been done: whether it is repeated is decided here. `publish` says that the log grew
/// (docs/events.md): a host nudges who follows it. `fetch` asks a server elsewhere; its rules and
/// the codes of its errors are those of Fetch (core/base/effect.hpp). `key` names a secret that the
/// host keeps and sends as a bearer token. A fetch "in_pieces" is replied to without the body, for
/// whose pieces "fetch_piece" asks; one "ahead" at once with status 0, and the next fetch gets its
/// answer. "provide" asks for what only the host has (Provide of
/// core/base/effect.hpp). "send_piece" sends a piece of the response while the rest is still made:
/// the head is sent with the first one, and of the response itself only the body then.
extern "C" {

/// Bytes of the module's memory. They stay valid until the next call of any export.
struct BatonBytes {
  std::uint32_t pointer;
  std::uint32_t length;
};

/// 1: the version of all this.
std::uint32_t baton_abi();

/// Room for a message of `length` bytes, which the host fills and hands to exactly one call below:
/// that call takes it back.
std::uint8_t* baton_allocate(std::uint32_t length);

/// Begins a request. Answers its first effect.
const BatonBytes* baton_request(std::uint32_t id, std::uint8_t* message, std::uint32_t length);

/// Answers the effect that the request waits for, and is answered the next.
const BatonBytes* baton_reply(std::uint32_t id, std::uint8_t* message, std::uint32_t length);

/// Gives a request up, whatever it waits for; an unknown id is ignored.
void baton_cancel(std::uint32_t id);

/// 1 if the body of a request is asked for piece by piece (next_piece) instead of sent along. The
/// message's header is {"method": "…", "target": "…"}.
std::uint32_t baton_streams_body(std::uint8_t* message, std::uint32_t length);

/// The largest body of a request that is sent along, in bytes. Of a longer one the host sends a
/// byte more than that, and the answer is 413.
std::uint32_t baton_body_limit();

/// The number of requests in flight.
std::uint32_t baton_in_flight();
}
