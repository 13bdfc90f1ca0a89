#pragma once
#include <string_view>

namespace baton {

/// Whether `url` is a server's address, http or https, without a user, a password or a query: they
/// would be in every list and log.
bool is_server_address(std::string_view url);

}  // namespace baton
