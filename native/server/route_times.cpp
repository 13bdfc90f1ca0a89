#include "native/server/route_times.hpp"

namespace baton::native {

void RouteTimes::add(const std::string& route, int status, Duration took) {
  if (route.empty()) return;
  const std::scoped_lock lock(mutex_);
  Counted& counted = counted_[route];
  ++counted.count;
  if (status >= 500)
    ++counted.failed;
  else if (status >= 400)
    ++counted.refused;
  counted.times.push_back(std::chrono::duration<double, std::milli>(took).count());
  if (counted.times.size() > kMostTimes) counted.times.pop_front();
}

Json RouteTimes::routes() const {
  const std::scoped_lock lock(mutex_);
  Json routes = Json::array();
  for (const auto& [route, counted] : counted_)
    routes.push_back({{"route", route},
                      {"count", counted.count},
                      {"refused", counted.refused},
                      {"failed", counted.failed},
                      {"times", counted.times}});
  return routes;
}

std::int64_t RouteTimes::milliseconds_now() {
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  return std::chrono::duration_cast<std::chrono::milliseconds>(now).count();
}

}  // namespace baton::native
