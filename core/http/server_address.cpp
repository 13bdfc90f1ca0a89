#include "core/http/server_address.hpp"

#include <algorithm>

namespace baton {

bool is_server_address(std::string_view url) {
  const bool web = url.starts_with("http://") || url.starts_with("https://");
  const std::size_t host = url.find("//");
  return web && url.size() > host + 2 && url[host + 2] != '/' &&
         std::ranges::none_of(url, [](char c) {
           return static_cast<unsigned char>(c) <= 0x20 || c == '@' || c == '?' || c == '#' ||
                  c == '\\' || c == 0x7f;
         });
}

}  // namespace baton
