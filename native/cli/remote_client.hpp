#pragma once
#include <string>

#include "native/cli/client.hpp"
#include "native/remote.hpp"

namespace baton::cli {

/// The API of a server. Secrets are masked before they leave this machine; the server masks again.
class RemoteClient final : public Client {
 public:
  /// Errors as `native::Remote::open`.
  static Result<RemoteClient> open(std::string url, std::string token);
  Result<Response> send(Request request, const Pieces& pieces, const Hear& hear) override;

 private:
  explicit RemoteClient(native::Remote remote) : remote_(std::move(remote)) {}
  native::Remote remote_;
};

/// The same pieces, masked. They are cut anew at line ends, and never within a private key, so that
/// no secret hides across a cut; a line of more than 64 MiB is cut where it is.
Pieces masked_pieces(Pieces pieces);

}  // namespace baton::cli
