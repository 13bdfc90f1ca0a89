#pragma once
#include <coroutine>
#include <optional>
#include <utility>

#include "core/base/effect.hpp"

namespace baton {

/// Coroutines without I/O. A `Task` runs until it performs an effect; the host performs it and
/// replies. A trampoline drives: an awaiter only names the next handle and the driver's loop
/// resumes it, so a million awaits take no stack (symmetric transfer overflows it in wasm and at
/// -O0).
///
///     Task<int> twice(int n) { co_return 2 * n; }
///     Run<int> run(twice(21));
///     while (Effect* effect = run.step()) run.reply(host.perform(*effect));
///     int answer = run.result();
///
/// Destroying a `Run` at any effect cancels the task: destructors neither await nor emit effects.

/// What a chain of tasks shares with its driver.
struct Trampoline {
  std::coroutine_handle<> next;
  std::optional<Effect> effect;  ///< kept until what awaits it goes on
  bool asked = false;            ///< whether the effect is still to be performed
  std::optional<EffectReply> reply;

  void ask(Effect wanted, std::coroutine_handle<> self) {
    effect.emplace(std::move(wanted));
    asked = true;
    next = self;
  }
  template <class Reply>
  Reply take_reply() {
    auto* of_type = std::get_if<Reply>(&*reply);
    if (!of_type) __builtin_trap();
    Reply taken = std::move(*of_type);
    reply.reset();
    return taken;
  }
};

struct PromiseBase {
  Trampoline* trampoline = nullptr;
  std::coroutine_handle<> continuation;

  /// What awaiting a child does: it runs next, and then `parent`, whose promise this is.
  void call(std::coroutine_handle<> parent, std::coroutine_handle<> child, PromiseBase& callee);

  std::suspend_always initial_suspend() noexcept { return {}; }
  void unhandled_exception() noexcept { __builtin_trap(); }

  struct Final {
    bool await_ready() noexcept { return false; }
    template <class P>
    void await_suspend(std::coroutine_handle<P> done) noexcept {
      done.promise().trampoline->next = done.promise().continuation;
    }
    void await_resume() noexcept {}
  };
  Final final_suspend() noexcept { return {}; }
};

template <class T>
class [[nodiscard, clang::coro_return_type, clang::coro_lifetimebound]] Task {
 public:
  struct promise_type : PromiseBase {
    std::optional<T> value;
    [[clang::coro_wrapper]] Task get_return_object() {
      return Task(std::coroutine_handle<promise_type>::from_promise(*this));
    }
    template <class U>
    void return_value(U&& result) {
      value.emplace(std::forward<U>(result));
    }
    [[gnu::noinline]] void return_value(Failing failing) {
      value.emplace(std::unexpect, std::move(failing.error));
    }
    void return_value(std::unexpected<Error>&& failure) { return_value(Failing{failure.error()}); }
  };
  using Handle = std::coroutine_handle<promise_type>;

  Task(Task&& other) noexcept : frame_(std::exchange(other.frame_, {})) {}
  Task& operator=(Task&& other) noexcept {
    std::swap(frame_, other.frame_);
    return *this;
  }
  Task(const Task&) = delete;
  Task& operator=(const Task&) = delete;
  ~Task() {
    if (frame_) frame_.destroy();
  }

  struct Awaiter {
    Handle child;
    bool await_ready() noexcept { return false; }
    template <class P>
    void await_suspend(std::coroutine_handle<P> parent) noexcept {
      parent.promise().call(parent, child, child.promise());
    }
    T await_resume() { return *std::move(child.promise().value); }
  };
  Awaiter operator co_await() && noexcept { return Awaiter{frame_}; }

  Handle frame() const { return frame_; }

 private:
  explicit Task(Handle frame) : frame_(frame) {}
  Handle frame_;
};

template <class E>
struct EffectAwaiter {
  E effect;
  Trampoline* trampoline = nullptr;
  bool await_ready() noexcept { return false; }
  template <class P>
  void await_suspend(std::coroutine_handle<P> self) {
    trampoline = self.promise().trampoline;
    trampoline->ask(std::move(effect), self);
  }
  typename E::Reply await_resume() {
    trampoline->effect.reset();
    return trampoline->take_reply<typename E::Reply>();
  }
};

/// Gives its effect back when it goes on.
template <class E>
struct RepeatableAwaiter {
  E* effect;  ///< of the frame that awaits
  Trampoline* trampoline = nullptr;
  bool await_ready() noexcept { return false; }
  template <class P>
  void await_suspend(std::coroutine_handle<P> self) {
    trampoline = self.promise().trampoline;
    trampoline->ask(std::move(*effect), self);
  }
  typename E::Reply await_resume() {
    *effect = std::move(*std::get_if<E>(&*trampoline->effect));
    trampoline->effect.reset();
    return trampoline->take_reply<typename E::Reply>();
  }
};

/// `auto reply = co_await perform(Now{});`
template <class E>
EffectAwaiter<E> perform(E effect) {
  return EffectAwaiter<E>{std::move(effect)};
}

/// The same, but `effect`, a local variable, may be performed again afterwards.
template <class E>
RepeatableAwaiter<E> perform_repeatable(E& effect) {
  return RepeatableAwaiter<E>{&effect};
}

/// Passes on an effect that a run inside this task asked for, whatever it is, and its reply back:
///
///     Run<int> inner(twice(21));
///     while (Effect* effect = inner.step()) inner.reply(co_await relay(*effect));
struct RelayAwaiter {
  Effect* effect;  ///< of the run inside, which may want it back
  Trampoline* trampoline = nullptr;
  bool await_ready() noexcept { return false; }
  template <class P>
  void await_suspend(std::coroutine_handle<P> self) {
    trampoline = self.promise().trampoline;
    trampoline->ask(std::move(*effect), self);
  }
  EffectReply await_resume() {
    *effect = *std::move(trampoline->effect);
    trampoline->effect.reset();
    EffectReply taken = *std::move(trampoline->reply);
    trampoline->reply.reset();
    return taken;
  }
};

inline RelayAwaiter relay(Effect& effect) { return RelayAwaiter{&effect}; }

/// Drives one root task. Not thread-safe; any number of runs may interleave.
template <class T>
class Run {
 public:
  explicit Run(Task<T> root) : root_(std::move(root)) {
    root_.frame().promise().trampoline = &trampoline_;
    trampoline_.next = root_.frame();
  }
  Run(const Run&) = delete;
  Run& operator=(const Run&) = delete;

  /// Runs to the next effect, which the caller performs and answers by `reply`, or to the end:
  /// null.
  Effect* step() {
    trampoline_.asked = false;
    while (trampoline_.next && !trampoline_.asked) {
      auto next = std::exchange(trampoline_.next, {});
      next.resume();
    }
    return trampoline_.asked ? &*trampoline_.effect : nullptr;
  }
  void reply(EffectReply reply) { trampoline_.reply.emplace(std::move(reply)); }
  /// Once, after `step` answered null.
  T result() { return *std::move(root_.frame().promise().value); }

 private:
  Trampoline trampoline_;
  Task<T> root_;
};

}  // namespace baton
