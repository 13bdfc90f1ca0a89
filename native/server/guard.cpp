#include "native/server/guard.hpp"

#include <algorithm>
#include <boost/asio/ip/address.hpp>

#include "native/server/fields.hpp"

namespace baton::native {
namespace {

bool is_wildcard(std::string_view host) {
  return host.empty() || host == "0.0.0.0" || host == "::" || host == "[::]";
}

std::string_view without_brackets(std::string_view host) {
  if (host.size() >= 2 && host.front() == '[' && host.back() == ']')
    return host.substr(1, host.size() - 2);
  return host;
}

bool is_address(std::string_view host) {
  boost::system::error_code error;
  boost::asio::ip::make_address(std::string(without_brackets(host)), error);
  return !error;
}

bool is_safe(std::string_view method) {
  return method == "GET" || method == "HEAD" || method == "OPTIONS";
}

/// The host and port of an origin: "http://a:1" → "a:1"; "" for "null" and what is no origin.
std::string_view authority_of(std::string_view origin) {
  const std::size_t scheme = origin.find("://");
  return scheme == std::string_view::npos ? std::string_view{} : origin.substr(scheme + 3);
}

/// No page can make a browser of another site add it.
bool has_authorization(const Request& request) {
  return find_field(request.headers, "Authorization") != nullptr;
}

bool comes_from_elsewhere(const Request& request) {
  const std::string* site = find_field(request.headers, "Sec-Fetch-Site");
  if (site && (*site == "cross-site" || *site == "same-site")) return true;
  const std::string* origin = find_field(request.headers, "Origin");
  if (!origin) return false;
  const std::string* host = find_field(request.headers, "Host");
  return !host || !same_word(authority_of(*origin), *host);
}

}  // namespace

std::optional<std::string_view> host_without_port(std::string_view host) {
  const std::size_t bracket = host.rfind(']');
  const std::size_t colon = host.find(':', bracket == std::string_view::npos ? 0 : bracket);
  if (colon == std::string_view::npos) return host;
  const std::string_view port = host.substr(colon + 1);
  if (port.size() > 5 || !std::ranges::all_of(port, [](char c) { return c >= '0' && c <= '9'; }))
    return std::nullopt;
  return host.substr(0, colon);
}

Guard::Guard(std::string bound_host, std::vector<std::string> names)
    : names_(std::move(names)), any_address_(is_wildcard(bound_host)) {
  names_.insert(names_.end(), {"localhost", "127.0.0.1", "::1"});
  if (!any_address_) names_.emplace_back(without_brackets(bound_host));
}

bool Guard::names_us(std::string_view host) const {
  const std::optional<std::string_view> name = host_without_port(host);
  if (!name || name->empty()) return false;
  if (any_address_ && is_address(*name)) return true;
  return std::ranges::any_of(
      names_, [&](const std::string& ours) { return same_word(without_brackets(*name), ours); });
}

std::optional<Refusal> Guard::check(const Request& request) const {
  const std::size_t hosts = count_fields(request.headers, "Host");
  if (hosts != 1) return Refusal{400, "bad_host", "The request needs exactly one Host header."};
  if (!names_us(*find_field(request.headers, "Host")))
    return Refusal{421, "foreign_host",
                   "The Host header does not name this server; use localhost or 127.0.0.1."};
  const bool upgrades = find_field(request.headers, "Upgrade") != nullptr;
  const bool risky = upgrades || (!is_safe(request.method) && !has_authorization(request));
  if (risky && comes_from_elsewhere(request))
    return Refusal{403, upgrades ? "foreign_origin" : "cross_origin",
                   "A page of another site may not change or follow anything here."};
  return std::nullopt;
}

void to_origin_form(Request& request) {
  const std::string_view target = request.target;
  if (target.empty() || target.front() == '/') return;
  const std::size_t scheme = target.find("://");
  if (scheme == std::string_view::npos) return;
  const std::size_t path = target.find_first_of("/?", scheme + 3);
  std::string authority(target.substr(
      scheme + 3, path == std::string_view::npos ? std::string_view::npos : path - scheme - 3));
  std::string rest(path == std::string_view::npos ? std::string_view{} : target.substr(path));
  if (rest.empty() || rest.front() != '/') rest.insert(0, "/");
  for (auto& [name, value] : request.headers)
    if (same_word(name, "Host")) value = authority;
  request.target = std::move(rest);
}

}  // namespace baton::native
