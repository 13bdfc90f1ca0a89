#pragma once
#include <optional>
#include <span>
#include <string_view>

#include "core/http/message.hpp"

namespace baton::native {

/// A file of the page as it lies in the binary; gzipped where its name ends in `.gz`.
struct WebFile {
  std::string_view name;
  std::string_view text;
};
std::span<const WebFile> web_files();

/// The answer to a GET or HEAD of a file of the page, compressed for a client that takes gzip,
/// under the headers that web/public/_headers states, with an ETag by which a browser asks again. A
/// browser that goes to any other path outside /api is given the page, whose script reads the path,
/// as the Worker's assets do. nullopt for every other request.
std::optional<Response> page(const Request& request);

}  // namespace baton::native
