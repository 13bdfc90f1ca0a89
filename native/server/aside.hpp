#pragma once
#include <memory>

#include "native/models/fetch_in_pieces.hpp"
#include "native/server/net.hpp"

namespace baton::native {

/// Whether an effect waits for something else than this process: a pause, a server elsewhere.
bool waits(const Effect& effect);

/// Performs such effects of one request, while the thread serves others. What is under way is given
/// up when this is destroyed.
class Aside {
 public:
  Awaitable<EffectReply> perform(Effect effect);

 private:
  class Fetching;
  std::shared_ptr<Fetching> fetching_;
  bool ahead_ = false;  ///< it is the next Fetch's
};

}  // namespace baton::native
