#include "native/server/compression.hpp"

#include "core/base/text.hpp"
#include "native/gzip.hpp"

namespace baton::native {
namespace {

constexpr std::size_t kWorthIt = 1000;  ///< bytes
constexpr std::string_view kPackedPaths = "/api/sync/";

}  // namespace

Result<bool> unpack_body(Request& request, std::size_t most) {
  if (lowered(request.header("Content-Encoding")) != "gzip") return false;
  auto body = gunzipped(request.body, most);
  if (!body)
    return fail(Fault::invalid, "malformed_gzip",
                "The body is not gzip, as Content-Encoding says.");
  if (body->size() > most)
    return fail(Fault::too_large, "body_too_large", "The request's body is larger than 8 MiB.");
  request.body = *std::move(body);
  return true;
}

bool wants_packed(const Request& request) {
  return request.target.starts_with(kPackedPaths) &&
         request.header("Accept-Encoding").find("gzip") != std::string_view::npos;
}

void pack_body(Response& response) {
  if (response.body.size() < kWorthIt) return;
  response.body = gzipped(response.body);
  response.headers.emplace_back("Content-Encoding", "gzip");
}

}  // namespace baton::native
