#pragma once
#include <atomic>
#include <functional>
#include <string>

#include "core/base/effect.hpp"

namespace baton::native {

/// Performs a Fetch by libcurl, and waits for it. It is given up within a second after `cancelled`
/// became true, if there is one: error "cut".
Fetch::Reply fetch(const Fetch& request, const std::atomic<bool>* cancelled = nullptr);

/// What is told of every request before it is sent: the request as it stands, its key masked. Set
/// once, before any request; the process has one.
void tell_fetches(std::function<void(const std::string& text)> tell);

/// The request as it is sent, for people to read; `Authorization: Bearer …` without the key.
std::string told(const Fetch& request);

}  // namespace baton::native
