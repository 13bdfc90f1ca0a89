#include "native/gzip.hpp"

#include <zlib.h>

#include <algorithm>

namespace baton::native {
namespace {

constexpr int kGzip = 15 + 16;  ///< the largest window, gzip's header
constexpr int kLevel = 3;       ///< a tenth smaller than the fastest, for half as much time again
constexpr int kMemory = 8;
constexpr std::size_t kPiece = 64 * 1024;

Bytef* start_of(std::string_view bytes) {
  return reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
}

}  // namespace

std::string gzipped(std::string_view bytes) {
  z_stream stream{};
  if (deflateInit2(&stream, kLevel, Z_DEFLATED, kGzip, kMemory, Z_DEFAULT_STRATEGY) != Z_OK)
    return {};
  std::string packed(deflateBound(&stream, bytes.size()), '\0');
  stream.next_in = start_of(bytes);
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = start_of(packed);
  stream.avail_out = static_cast<uInt>(packed.size());
  deflate(&stream, Z_FINISH);
  packed.resize(stream.total_out);
  deflateEnd(&stream);
  return packed;
}

std::optional<std::string> gunzipped(std::string_view file, std::size_t most) {
  z_stream stream{};
  if (inflateInit2(&stream, kGzip) != Z_OK) return std::nullopt;
  stream.next_in = start_of(file);
  stream.avail_in = static_cast<uInt>(file.size());
  std::string bytes;
  int state = Z_OK;
  while (state == Z_OK && bytes.size() <= most) {
    const std::size_t before = bytes.size();
    bytes.resize(std::min(before + kPiece, most + 1));
    stream.next_out = start_of(bytes) + before;
    stream.avail_out = static_cast<uInt>(bytes.size() - before);
    state = inflate(&stream, Z_NO_FLUSH);
    bytes.resize(bytes.size() - stream.avail_out);
  }
  inflateEnd(&stream);
  if (state != Z_STREAM_END && bytes.size() <= most) return std::nullopt;
  return bytes;
}

}  // namespace baton::native
