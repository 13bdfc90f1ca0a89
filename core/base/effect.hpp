#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <variant>

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

using Effect = std::variant<Batch, Now, Entropy, NextPiece, Publish, Sleep, Limit, Erase>;
using EffectReply = std::variant<Batch::Reply, Now::Reply, Entropy::Reply, NextPiece::Reply,
                                 Publish::Reply, Sleep::Reply, Limit::Reply, Erase::Reply>;

}  // namespace baton
