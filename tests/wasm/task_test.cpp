#include "core/base/task.hpp"

#include <cstdint>

/// Exports for tests/wasm/task_test.mjs.
namespace baton {
namespace {

Task<Result<int>> one() { co_return 1; }

Task<Result<int>> sum_to(int count) {
  int sum = 0;
  for (int i = 0; i < count; ++i) {
    CO_TRY(const int next, one());
    sum += next;
  }
  co_return sum;
}

Task<int> nested(int depth) {
  if (depth == 0) co_return 0;
  co_return 1 + co_await nested(depth - 1);
}

int static_data = 42;

int recurse(int depth, volatile std::uint8_t* outer) {
  volatile std::uint8_t room[4096] = {};
  room[0] = outer ? outer[0] : 1;
  return depth == 0 ? room[0] : recurse(depth - 1, room) + room[0];
}

}  // namespace
}  // namespace baton

extern "C" {

__attribute__((export_name("sum_to"))) int sum_to(int count) {
  baton::Run<baton::Result<int>> run(baton::sum_to(count));
  if (run.step()) __builtin_trap();
  return run.result().value_or(-1);
}

__attribute__((export_name("nested"))) int nested(int depth) {
  baton::Run<int> run(baton::nested(depth));
  if (run.step()) __builtin_trap();
  return run.result();
}

__attribute__((export_name("recurse"))) int recurse(int depth) {
  return baton::recurse(depth, nullptr);
}

__attribute__((export_name("static_data"))) int static_data() { return baton::static_data; }
}
