#include "native/cli/local_client.hpp"

#include "native/host.hpp"

namespace baton::cli {

Result<Response> LocalClient::send(Request request, const Pieces& pieces, const Hear& hear) {
  if (!database_) {
    TRY(database_, open_(path_));
  }
  return native::call(*database_, context_, std::move(request), pieces, hear);
}

}  // namespace baton::cli
