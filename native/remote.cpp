#include "native/remote.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <optional>
#include <string_view>

#include "core/base/text.hpp"
#include "native/curl.hpp"

namespace baton::native {
namespace {

constexpr std::size_t kLargestAnswer = std::size_t{512} * 1024 * 1024;

struct UrlCleanup {
  void operator()(CURLU* url) const { curl_url_cleanup(url); }
};
using Url = std::unique_ptr<CURLU, UrlCleanup>;

std::string part_of(CURLU* url, CURLUPart part) {
  char* text = nullptr;
  if (curl_url_get(url, part, &text, 0) != CURLUE_OK) return {};
  std::string copy(text);
  curl_free(text);
  return copy;
}

/// The host that a URL names, for messages; nothing if it is not a URL that can be asked.
Result<std::string> checked_host(const std::string& url) {
  const Url parsed(curl_url());
  const bool is_web = url.starts_with("http://") || url.starts_with("https://");
  if (!is_web || curl_url_set(parsed.get(), CURLUPART_URL, url.c_str(), 0) != CURLUE_OK)
    return fail(Fault::invalid, "invalid_remote",
                "The remote must be an address such as https://baton.example.org, not " + url + ".",
                "remote");
  if (!part_of(parsed.get(), CURLUPART_USER).empty() ||
      !part_of(parsed.get(), CURLUPART_QUERY).empty())
    return fail(Fault::invalid, "invalid_remote",
                "The remote's address must have no user, password or query; a token goes apart.",
                "remote");
  return part_of(parsed.get(), CURLUPART_HOST);
}

/// What the callbacks of one call share.
struct Exchange {
  std::function<NextPiece::Reply()> next_piece;
  std::string piece;  ///< what was taken from the source
  std::size_t sent = 0;
  std::optional<Error> fault;
  Response response;
  std::array<char, CURL_ERROR_SIZE> detail{};
};

/// libcurl asks for bytes of the body: 0 is its end.
std::size_t give_body(char* into, std::size_t size, std::size_t count, void* context) {
  auto& exchange = *static_cast<Exchange*>(context);
  while (exchange.sent == exchange.piece.size()) {
    auto next = exchange.next_piece();
    if (!next) {
      exchange.fault = std::move(next).error();
      return CURL_READFUNC_ABORT;
    }
    if (!*next) return 0;
    exchange.piece = std::move(**next);
    exchange.sent = 0;
  }
  const std::size_t given = std::min(size * count, exchange.piece.size() - exchange.sent);
  std::memcpy(into, exchange.piece.data() + exchange.sent, given);
  exchange.sent += given;
  return given;
}

std::size_t take_body(char* bytes, std::size_t size, std::size_t count, void* context) {
  auto& body = static_cast<Exchange*>(context)->response.body;
  if (body.size() + size * count > kLargestAnswer) return 0;
  body.append(bytes, size * count);
  return size * count;
}

/// A status line begins a response; an interim one (100 Continue) went before.
std::size_t take_header(char* bytes, std::size_t size, std::size_t count, void* context) {
  auto& headers = static_cast<Exchange*>(context)->response.headers;
  const std::string_view line(bytes, size * count);
  const std::size_t colon = line.find(':');
  if (line.starts_with("HTTP/"))
    headers.clear();
  else if (colon != std::string_view::npos)
    headers.emplace_back(trimmed(line.substr(0, colon)), trimmed(line.substr(colon + 1)));
  return size * count;
}

HeaderList header_list(const Request& request, const std::string& token, bool streams) {
  HeaderList list;
  for (const auto& [name, value] : request.headers) add(list, name + ": " + value);
  if (!token.empty()) add(list, "Authorization: Bearer " + token);
  const bool typed = !request.header("Content-Type").empty();
  if (!typed && streams) add(list, "Content-Type: application/octet-stream");
  if (!typed && !streams && !request.body.empty()) add(list, "Content-Type: application/json");
  if (streams) add(list, "Transfer-Encoding: chunked");
  return list;
}

}  // namespace

struct Remote::State {
  std::string url;  ///< without a slash at its end
  std::string host;
  std::string token;
  Patience patience;
  Easy handle;

  void prepare(const Request& request, Exchange& exchange, const HeaderList& headers) const;
  void prepare_body(const Request& request, Exchange& exchange) const;
  Result<Response> finish(CURLcode outcome, Exchange& exchange) const;
  std::unexpected<Error> failure(CURLcode outcome, const Exchange& exchange) const;
};

void Remote::State::prepare(const Request& request, Exchange& exchange,
                            const HeaderList& headers) const {
  CURL* curl = handle.get();
  curl_easy_reset(curl);
  curl_easy_setopt(curl, CURLOPT_URL, (url + request.target).c_str());
  set_safe_defaults(curl);
  curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, patience.connect_seconds);
  curl_easy_setopt(curl, CURLOPT_LOW_SPEED_LIMIT, 1L);
  curl_easy_setopt(curl, CURLOPT_LOW_SPEED_TIME, patience.stall_seconds);
  curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, exchange.detail.data());
  curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers.get());
  curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, take_body);
  curl_easy_setopt(curl, CURLOPT_WRITEDATA, &exchange);
  curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, take_header);
  curl_easy_setopt(curl, CURLOPT_HEADERDATA, &exchange);
  prepare_body(request, exchange);
}

void Remote::State::prepare_body(const Request& request, Exchange& exchange) const {
  CURL* curl = handle.get();
  if (exchange.next_piece) {
    curl_easy_setopt(curl, CURLOPT_POST, 1L);
    curl_easy_setopt(curl, CURLOPT_READFUNCTION, give_body);
    curl_easy_setopt(curl, CURLOPT_READDATA, &exchange);
  } else if (request.method == "HEAD") {
    curl_easy_setopt(curl, CURLOPT_NOBODY, 1L);
  } else if (request.method != "GET" || !request.body.empty()) {
    curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE_LARGE,
                     static_cast<curl_off_t>(request.body.size()));
    curl_easy_setopt(curl, CURLOPT_POSTFIELDS, request.body.c_str());
  }
  if (request.method != "HEAD")
    curl_easy_setopt(curl, CURLOPT_CUSTOMREQUEST, request.method.c_str());
}

std::unexpected<Error> Remote::State::failure(CURLcode outcome, const Exchange& exchange) const {
  const std::string detail =
      exchange.detail[0] ? exchange.detail.data() : curl_easy_strerror(outcome);
  const auto unavailable = [](const char* code, std::string message) {
    return fail(Fault::unavailable, code, std::move(message), "remote");
  };
  switch (outcome) {
    case CURLE_COULDNT_RESOLVE_HOST:
      return unavailable("remote_unreachable",
                         "There is no host named " + host + ", or no network: check --remote.");
    case CURLE_COULDNT_CONNECT:
      return unavailable("remote_unreachable", "Nothing answers at " + url + ": is it running?");
    case CURLE_OPERATION_TIMEDOUT:
      return unavailable("remote_timeout", url + " did not answer in time: try again.");
    case CURLE_PEER_FAILED_VERIFICATION:
      return unavailable("remote_untrusted",
                         "The certificate of " + host + " cannot be trusted: " + detail + ".");
    case CURLE_SSL_CONNECT_ERROR:
      return unavailable("remote_untrusted", "No secure connection to " + host +
                                                 ": is it http:// rather than https://? (" +
                                                 detail + ")");
    default:
      return unavailable("remote_failed", "Asking " + url + " failed: " + detail + ".");
  }
}

Result<Response> Remote::State::finish(CURLcode outcome, Exchange& exchange) const {
  if (exchange.fault) return std::unexpected(*std::move(exchange.fault));
  if (outcome != CURLE_OK) return failure(outcome, exchange);
  long status = 0;
  curl_easy_getinfo(handle.get(), CURLINFO_RESPONSE_CODE, &status);
  char* moved = nullptr;
  curl_easy_getinfo(handle.get(), CURLINFO_REDIRECT_URL, &moved);
  if (moved)
    return fail(Fault::unavailable, "remote_moved",
                url + " sends elsewhere, to " + std::string(moved) + ": use that address.",
                "remote");
  exchange.response.status = static_cast<int>(status);
  return std::move(exchange.response);
}

Result<Remote> Remote::open(std::string url, std::string token) {
  return open(std::move(url), std::move(token), {});
}

Result<Remote> Remote::open(std::string url, std::string token, Patience patience) {
  if (!load_curl()) return fail(Fault::unavailable, "remote_failed", missing_curl());
  TRY(std::string host, checked_host(url));
  while (url.ends_with('/')) url.pop_back();
  Easy handle = new_easy();
  if (!handle) return fail(Fault::unavailable, "remote_failed", missing_curl());
  return Remote(std::make_unique<State>(
      State{std::move(url), std::move(host), std::move(token), patience, std::move(handle)}));
}

Result<Response> Remote::call(Request request, std::function<NextPiece::Reply()> next_piece) {
  Exchange exchange;
  exchange.next_piece = std::move(next_piece);
  const HeaderList headers =
      header_list(request, state_->token, static_cast<bool>(exchange.next_piece));
  state_->prepare(request, exchange, headers);
  return state_->finish(curl_easy_perform(state_->handle.get()), exchange);
}

Remote::Remote(std::unique_ptr<State> state) : state_(std::move(state)) {}
Remote::Remote(Remote&&) noexcept = default;
Remote& Remote::operator=(Remote&&) noexcept = default;
Remote::~Remote() = default;

}  // namespace baton::native
