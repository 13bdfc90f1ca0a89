#include "native/server/pages.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "core/base/hash.hpp"
#include "core/base/text.hpp"
#include "native/server/fields.hpp"

namespace baton::native {
namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, 5> kTypes{{
    {".html", "text/html; charset=utf-8"},
    {".mjs", "text/javascript; charset=utf-8"},
    {".css", "text/css; charset=utf-8"},
    {".svg", "image/svg+xml"},
    {".wasm", "application/wasm"},
}};

/// Null for a name whose kind is not served.
const std::string_view* type_of(std::string_view name) {
  const auto found =
      std::ranges::find_if(kTypes, [&](const auto& type) { return name.ends_with(type.first); });
  return found == kTypes.end() ? nullptr : &found->second;
}

const WebFile* find_file(std::string_view name) {
  const auto files = web_files();
  const auto found = std::ranges::find(files, name, &WebFile::name);
  return found == files.end() ? nullptr : &*found;
}

/// The policy that _headers states for every file.
std::string stated_policy() {
  constexpr std::string_view name = "Content-Security-Policy: ";
  const std::string_view text = find_file("_headers")->text;
  const std::string_view line = text.substr(text.find(name) + name.size());
  return std::string(line.substr(0, line.find('\n')));
}

bool wants_html(const Request& request) { return contains(request.header("Accept"), "text/html"); }

/// The file at a path, or the page where a browser goes to a path of its script.
const WebFile* file_at(std::string_view path, const Request& request) {
  const WebFile* file = find_file(path.substr(1));
  if (file) return type_of(file->name) ? file : nullptr;
  const bool of_script = !path.starts_with("/api/") && !contains(base_name(path), ".");
  return path == "/" || (of_script && wants_html(request)) ? find_file("index.html") : nullptr;
}

/// A name with a hash in it, `index-Dx3f9a0b.mjs`, names one content for ever.
std::string_view caching_of(const WebFile& file) {
  return contains(file.name, "-") ? "public, max-age=31536000, immutable" : "no-cache";
}

/// The same compressed, where the client takes that; null otherwise.
const WebFile* compressed(const WebFile& file, const Request& request) {
  if (!contains(request.header("Accept-Encoding"), "gzip")) return nullptr;
  return find_file(std::string(file.name) + ".gz");
}

Response response_with(const WebFile& file, const Request& request) {
  static const std::string policy = stated_policy();
  const WebFile* sent = compressed(file, request);
  const std::string_view body = sent ? sent->text : file.text;
  const std::string tag = '"' + text_hash(body) + '"';
  Response response{.status = 200,
                    .headers = {{"Content-Type", std::string(*type_of(file.name))},
                                {"Content-Security-Policy", policy},
                                {"Cache-Control", std::string(caching_of(file))},
                                {"Vary", "Accept-Encoding"},
                                {"ETag", tag}},
                    .body = std::string(body)};
  if (sent) response.headers.emplace_back("Content-Encoding", "gzip");
  if (request.header("If-None-Match") != tag) return response;
  response.status = 304;
  response.body.clear();
  return response;
}

}  // namespace

std::optional<Response> page(const Request& request) {
  if (request.method != "GET" && request.method != "HEAD") return std::nullopt;
  const std::string_view path = path_of(request.target);
  if (!path.starts_with('/')) return std::nullopt;
  const WebFile* file = file_at(path, request);
  return file ? std::optional(response_with(*file, request)) : std::nullopt;
}

}  // namespace baton::native
