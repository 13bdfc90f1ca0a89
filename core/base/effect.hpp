#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "core/base/result.hpp"
#include "core/store/batch.hpp"

namespace baton {

/// What the core asks of its host. Each effect is plain data that owns what it names, and its
/// `Reply` is what the host answers. Nothing else passes between the two.

/// The wall clock, in milliseconds since 1970-01-01T00:00:00Z.
struct Now {
  using Reply = std::int64_t;
};

/// `bytes` random bytes of cryptographic quality.
struct Entropy {
  using Reply = std::string;
  std::size_t bytes = 16;
};

/// The next piece of the request's body, in order; nullopt at its end. An error says that the
/// client went away or the body broke its framing.
struct NextPiece {
  using Reply = Result<std::optional<std::string>>;
};

/// A piece of the response, sent while the rest of it is still made. The first one sends the head:
/// status 200 with its content type. Of the response itself only the body is sent then, as the last
/// piece. Where the client has gone, the host cancels the task instead of replying.
struct SendPiece {
  struct Reply {};
  std::string content_type;
  std::string piece;
};

/// Something was appended to the log: whoever follows it may look again. It carries nothing, since
/// a reader goes by a cursor of its own (core/events/log.hpp): a nudge that is lost, late or merged
/// with others loses no event. A host that nobody follows replies at once.
struct Publish {
  struct Reply {};
};

/// A pause, before something is tried again.
struct Sleep {
  struct Reply {};
  std::int64_t milliseconds = 0;
};

/// Counts one request against the limit of `key`, "token:…" or "address:…" (core/access/gate.hpp),
/// and says whether it is within. Asked only where the context is `rate_limited`.
struct Limit {
  struct Reply {
    bool allowed = true;
  };
  std::string key;
};

/// What was deleted and overwritten must not be found in the store's files any more. `erased` is
/// false where the host cannot do that: a store that keeps its former states for a time, as D1
/// does.
struct Erase {
  struct Done {
    bool erased = false;
  };
  using Reply = Result<Done>;
};

/// An HTTP request to a server elsewhere, answered whole unless `in_pieces`. Redirections are not
/// followed and certificates are verified. `key` names a secret that the host keeps: it is sent as
/// a bearer token and struck out of the answer, so that the core never holds it.
///
/// Errors, all unavailable, by code: "timeout"; "unreachable", nobody answers there; "untrusted",
/// its certificate; "cut", the answer broke off; "too_long", it has more than `most_bytes`;
/// "no_key", the host has no secret of that name, and nothing was sent. Their messages are details
/// for the log; who asked knows the sentence.
struct Fetch {
  struct Answer {
    int status = 0;
    std::string content_type;  ///< "" if it was not sent
    std::string retry_after;   ///< as it was sent, "" if it was not
    std::string body;
  };
  using Reply = Result<Answer>;
  std::string method = "GET";
  std::string url;  ///< http or https
  std::vector<std::pair<std::string, std::string>> headers;
  std::string body;
  std::string key;                   ///< "" for none
  std::int64_t timeout_ms = 0;       ///< from the connection to the answer's last byte
  std::size_t most_bytes = 1 << 20;  ///< of the answer
  bool in_pieces = false;            ///< the body is asked for by FetchPiece
  /// Replied to at once, with status 0: the host may send it while the task goes on. The next Fetch
  /// is the same without this and gets the answer; a task that ends before gives it up.
  bool ahead = false;
};

/// The next piece of the body that the last Fetch `in_pieces` brings, as soon as there is one;
/// nullopt at its end. Errors as for Fetch. Another Fetch gives the one before it up.
struct FetchPiece {
  using Reply = Result<std::optional<std::string>>;
};

/// What only a host can make or tell. `input` and the answer are
///   pdf        a handoff as Markdown; the PDF's bytes
///   figures    "", JSON: what the host measured, as core/upkeep/monitoring.hpp describes it
///   templates  "", JSON: [{name, about, text, escaped}], the templates of a person's own on this
///              machine (core/handoff/template.hpp)
///   gzip       bytes; the same as a gzip file (RFC 1952)
/// The error "not_here", unavailable, says that this host has none of it.
struct Provide {
  enum class What : std::uint8_t { pdf, figures, templates, gzip };
  struct Provided {
    std::string bytes;
  };
  using Reply = Result<Provided>;
  What what = What::pdf;
  std::string input;
};

using Effect = std::variant<Batch, Now, Entropy, NextPiece, SendPiece, Publish, Sleep, Limit, Fetch,
                            FetchPiece, Erase, Provide>;
/// NextPiece and FetchPiece have one type of reply.
using EffectReply = std::variant<Batch::Reply, Now::Reply, Entropy::Reply, NextPiece::Reply,
                                 SendPiece::Reply, Publish::Reply, Sleep::Reply, Limit::Reply,
                                 Fetch::Reply, Erase::Reply, Provide::Reply>;

}  // namespace baton
