#include "native/cli/remote_client.hpp"

#include <memory>

#include "core/redact/redact.hpp"

namespace baton::cli {
namespace {

constexpr std::size_t kLeastBytes = 1U << 20;
constexpr std::size_t kMostAnswer = 64U << 20;

/// How much of `text` may be masked by itself: whole lines, up to a private key that has no end
/// yet.
std::size_t whole_part(std::string_view text) {
  if (text.size() >= kMostAnswer) return text.size();
  const auto begin = text.rfind("-----BEGIN ");
  const bool open =
      begin != std::string_view::npos && text.find("-----END ", begin) == std::string_view::npos;
  const auto end = text.substr(0, open ? begin : text.size()).rfind('\n');
  return end == std::string_view::npos ? 0 : end + 1;
}

class Masking {
 public:
  explicit Masking(Pieces pieces) : pieces_(std::move(pieces)) {}

  NextPiece::Reply next() {
    while (!ended_) {
      auto piece = pieces_();
      if (!piece) return piece;
      ended_ = !*piece;
      if (*piece) waiting_ += **piece;
      const std::size_t whole = ended_ ? waiting_.size() : whole_part(waiting_);
      if (whole == 0 || (whole < kLeastBytes && !ended_)) continue;
      MaskCounts counts;
      std::string masked = mask_secrets(std::string_view(waiting_).substr(0, whole), counts);
      waiting_.erase(0, whole);
      return std::optional(std::move(masked));
    }
    return std::optional<std::string>();
  }

 private:
  Pieces pieces_;
  std::string waiting_;
  bool ended_ = false;
};

}  // namespace

Pieces masked_pieces(Pieces pieces) {
  const auto masking = std::make_shared<Masking>(std::move(pieces));
  return [masking] { return masking->next(); };
}

Result<RemoteClient> RemoteClient::open(std::string url, std::string token) {
  TRY(native::Remote remote, native::Remote::open(std::move(url), std::move(token)));
  return RemoteClient(std::move(remote));
}

Result<Response> RemoteClient::send(Request request, const Pieces& pieces, const Hear& /*hear*/) {
  MaskCounts counts;
  request.body = mask_secrets(request.body, counts);
  if (!pieces) return remote_.call(std::move(request));
  return remote_.call(std::move(request), masked_pieces(pieces));
}

}  // namespace baton::cli
