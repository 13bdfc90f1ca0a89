#include "tests/unit/access/matrix.hpp"

#include "native/host.hpp"
#include "tests/catch.hpp"
#include "tests/support/store.hpp"

namespace baton::test {
namespace {

bool needs_token(const Request& request) { return !request.header("Forwarded").empty(); }

TEST_CASE("every route lets in whom it should, in the core", "[access]") {
  Store store;
  check_all(
      [&](Request request) {
        request.headers.emplace_back("Host", "baton.test");
        Context context;
        context.token_required = needs_token(request);
        return native::call(store.database(), context, std::move(request));
      },
      "http://baton.test");
}

}  // namespace
}  // namespace baton::test
