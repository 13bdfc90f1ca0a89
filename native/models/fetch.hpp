#pragma once
#include <atomic>
#include <functional>
#include <string>
#include <string_view>

#include "core/base/effect.hpp"

namespace baton::native {

/// What concerns a request while it is under way.
struct Attendance {
  /// It is given up within a second after this became true: error "cut".
  const std::atomic<bool>* cancelled = nullptr;
  /// Of a request `in_pieces`: its answer without the body, before the first piece of that.
  std::function<void(Fetch::Answer)> head = {};
  std::function<void(std::string_view)> piece = {};
};

/// Performs a Fetch by libcurl, and waits for its end. The body is in the answer unless it was
/// given by pieces.
Fetch::Reply fetch(const Fetch& request, const Attendance& attendance = {});

/// What is told of every request before it is sent: the request as it stands, its key masked. Set
/// once, before any request; the process has one.
void tell_fetches(std::function<void(const std::string& text)> tell);

/// The request as it is sent, for people to read; `Authorization: Bearer …` without the key.
std::string told(const Fetch& request);

}  // namespace baton::native
