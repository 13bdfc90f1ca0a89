#include "core/base/task.hpp"

namespace baton {

void PromiseBase::call(std::coroutine_handle<> parent, std::coroutine_handle<> child,
                       PromiseBase& callee) {
  callee.trampoline = trampoline;
  callee.continuation = parent;
  trampoline->next = child;
}

}  // namespace baton
