#include "native/server/upgrade.hpp"

#include "core/base/text.hpp"
#include "core/events/page.hpp"
#include "native/server/fields.hpp"
#include "native/server/refusal.hpp"

namespace baton::native {
namespace {

constexpr std::size_t kKeyLength = 24;

/// Whether a field's list of words, separated by commas, has the word.
bool lists(const Fields& fields, std::string_view name, std::string_view word) {
  const std::string* field = find_field(fields, name);
  std::string_view rest = field ? std::string_view(*field) : std::string_view{};
  while (!rest.empty()) {
    const std::size_t comma = std::min(rest.find(','), rest.size());
    if (same_word(trimmed(rest.substr(0, comma)), word)) return true;
    rest.remove_prefix(std::min(comma + 1, rest.size()));
  }
  return false;
}

}  // namespace

bool asks_to_follow(const Request& request) {
  return request.method == "GET" && path_of(request.target) == events::kFollowPath &&
         lists(request.headers, "Upgrade", "websocket");
}

std::optional<Response> check_handshake(const Request& request) {
  const std::string* version = find_field(request.headers, "Sec-WebSocket-Version");
  if (!version || *version != "13") {
    Response response =
        to_response({426, "websocket_version", "Of WebSocket's versions only 13 is spoken here."});
    response.headers.emplace_back("Sec-WebSocket-Version", "13");
    return response;
  }
  const std::string* key = find_field(request.headers, "Sec-WebSocket-Key");
  if (lists(request.headers, "Connection", "Upgrade") && key && key->size() == kKeyLength)
    return std::nullopt;
  return to_response({400, "bad_handshake",
                      "The WebSocket handshake lacks Connection: Upgrade or Sec-WebSocket-Key."});
}

}  // namespace baton::native
