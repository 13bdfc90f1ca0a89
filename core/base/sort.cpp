#include "core/base/sort.hpp"

#include <algorithm>
#include <numeric>

namespace baton {

std::vector<std::size_t> sorted_order(std::size_t count, const void* context,
                                      bool (*before)(const void* context, std::size_t a,
                                                     std::size_t b)) {
  std::vector<std::size_t> order(count);
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    if (before(context, a, b)) return true;
    return !before(context, b, a) && a < b;
  });
  return order;
}

}  // namespace baton
