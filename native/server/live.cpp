#include "native/server/live.hpp"

#include <utility>

namespace baton::native {

void Live::connect(std::function<void()> wake, std::function<void()> first) {
  wake_ = std::move(wake);
  first_ = std::move(first);
}

bool Live::enter() {
  const std::size_t before = count_.fetch_add(1, std::memory_order_acq_rel);
  if (before >= most_) {
    leave();
    return false;
  }
  if (before == 0) first_();
  return true;
}

}  // namespace baton::native
