#include "core/http/message.hpp"

#include "core/base/text.hpp"

namespace baton {
namespace {

std::string_view find_in(const Fields& fields, std::string_view name) {
  for (const auto& [key, value] : fields)
    if (key == name) return value;
  return {};
}

}  // namespace

std::string_view Request::header(std::string_view name) const {
  const std::string wanted = lowered(name);
  for (const auto& [key, value] : headers)
    if (lowered(key) == wanted) return value;
  return {};
}

std::string_view Request::param(std::string_view name) const { return find_in(params, name); }
std::string_view Request::argument(std::string_view name) const { return find_in(query, name); }

}  // namespace baton
