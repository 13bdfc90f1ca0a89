// Any method and target through the router: a route or an error, and no parameter that is not
// UTF-8.
#include "core/http/router.hpp"

#include <cstdint>
#include <string>

#include "core/app.hpp"
#include "core/base/text.hpp"

using namespace baton;

namespace {

void check_text(std::string_view text) {
  if (first_invalid_utf8(text) != std::string_view::npos) __builtin_trap();
  if (text.find('\0') != std::string_view::npos) __builtin_trap();
}

}  // namespace

/// The first byte chooses the method, the rest is the target.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  constexpr const char* kMethods[] = {"GET", "HEAD", "POST", "PATCH", "DELETE", "PUT", "BREW"};
  if (size == 0) return 0;
  Request request;
  request.method = kMethods[data[0] % std::size(kMethods)];
  request.target.assign(reinterpret_cast<const char*>(data) + 1, size - 1);
  const Match found = match(routes(), request);
  if (!found.route && found.error.code.empty() && found.allow.empty()) __builtin_trap();
  for (const char* name : {"id", "number"}) check_text(request.param(name));
  for (const char* name : {"q", "cursor", "limit", "format"}) check_text(request.argument(name));
  if (const auto decoded = percent_decoded(request.target, data[0] & 1)) check_text(*decoded);
  return 0;
}
