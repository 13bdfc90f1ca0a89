#pragma once
#include <cstddef>
#include <utility>
#include <vector>

namespace baton {

/// The numbers 0 … count - 1 such that `before(context, a, b)` holds for no later a and earlier b;
/// ones that are equal stay in order.
std::vector<std::size_t> sorted_order(std::size_t count, const void* context,
                                      bool (*before)(const void* context, std::size_t a,
                                                     std::size_t b));

/// Sorts `items` by `before`, a strict weak order; equal ones stay in order, so that the result is
/// the same with every standard library. One sort of numbers serves all types.
template <class T, class Before>
void sort_by(std::vector<T>& items, const Before& before) {
  const std::pair<const std::vector<T>&, const Before&> context(items, before);
  const auto compare = [](const void* both, std::size_t a, std::size_t b) -> bool {
    const auto& [all, precedes] = *static_cast<decltype(&context)>(both);
    return precedes(all[a], all[b]);
  };
  std::vector<T> sorted;
  sorted.reserve(items.size());
  for (const std::size_t i : sorted_order(items.size(), &context, compare))
    sorted.push_back(std::move(items[i]));
  items = std::move(sorted);
}

}  // namespace baton
