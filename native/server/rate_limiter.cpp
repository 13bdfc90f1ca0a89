#include "native/server/rate_limiter.hpp"

#include <algorithm>

namespace baton::native {
namespace {

double filled(const Rate& rate, double left, RateLimiter::Clock::duration since) {
  const double minutes = std::chrono::duration<double, std::ratio<60>>(since).count();
  return std::min(rate.burst, left + minutes * rate.per_minute);
}

}  // namespace

const Rate& RateLimiter::rate_of(const std::string& key) const {
  return key.starts_with("token:") ? rates_.token : rates_.address;
}

bool RateLimiter::allow(const std::string& key, Clock::time_point now) {
  const std::lock_guard lock(mutex_);
  const Rate& rate = rate_of(key);
  if (!buckets_.contains(key)) make_room(now);
  Bucket& bucket = buckets_.try_emplace(key, rate.burst, now).first->second;
  bucket.left = filled(rate, bucket.left, now - bucket.at);
  bucket.at = now;
  if (bucket.left < 1) return false;
  bucket.left -= 1;
  return true;
}

/// Forgets the keys whose buckets are full again, which changes nothing; if there are none, any.
void RateLimiter::make_room(Clock::time_point now) {
  if (buckets_.size() < rates_.keys) return;
  std::erase_if(buckets_, [&](const auto& entry) {
    const Rate& rate = rate_of(entry.first);
    return filled(rate, entry.second.left, now - entry.second.at) >= rate.burst;
  });
  // A tenth at once, so that a flood of keys does not search all of them for each.
  const std::size_t kept = rates_.keys - rates_.keys / 10;
  while (buckets_.size() >= rates_.keys || (!buckets_.empty() && buckets_.size() > kept))
    buckets_.erase(buckets_.begin());
}

std::size_t RateLimiter::keys() const {
  const std::lock_guard lock(mutex_);
  return buckets_.size();
}

}  // namespace baton::native
