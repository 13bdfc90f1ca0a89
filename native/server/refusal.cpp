#include "native/server/refusal.hpp"

#include "core/base/json.hpp"

namespace baton::native {

Response to_response(const Refusal& refusal) {
  return Response{.status = refusal.status,
                  .headers = {{"Content-Type", "application/json"}},
                  .body = R"({"success":false,"error":)" + json_quoted(refusal.message) +
                          R"(,"code":)" + json_quoted(refusal.code) + "}"};
}

}  // namespace baton::native
