#include "native/live/live_socket.hpp"

#include <boost/beast/core/buffers_to_string.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/websocket/stream.hpp>

#include "native/keys/keys.hpp"
#include "native/live/curl_stream.hpp"

namespace baton::native {
namespace {

namespace websocket = boost::beast::websocket;
using error_code = boost::system::error_code;

constexpr long kConnectMilliseconds = 10'000;
constexpr std::chrono::milliseconds kSilence = std::chrono::minutes(2);
constexpr std::size_t kMostMessage = std::size_t{8} << 20;
constexpr const char* kTarget = "/api/events/ws?since=now";

Error failed(const char* code, std::string message) {
  return {Fault::unavailable, code, std::move(message), "remote"};
}

/// host[:port] and path of a URL.
struct Address {
  std::string host, path;
};

Address address_of(const std::string& url) {
  std::string rest = url.substr(url.find("://") + 3);
  const std::size_t slash = std::min(rest.find('/'), rest.size());
  return {rest.substr(0, slash), rest.substr(slash)};
}

/// A connection to the server, with nothing said yet; null if nobody is there.
Easy connected(const std::string& url) {
  Easy handle = new_easy();
  if (!handle) return nullptr;
  set_safe_defaults(handle.get());
  curl_easy_setopt(handle.get(), CURLOPT_URL, url.c_str());
  curl_easy_setopt(handle.get(), CURLOPT_HTTP_VERSION, CURL_HTTP_VERSION_1_1);
  curl_easy_setopt(handle.get(), CURLOPT_HTTPPROXYTUNNEL, 1L);
  curl_easy_setopt(handle.get(), CURLOPT_CONNECTTIMEOUT_MS, kConnectMilliseconds);
  curl_easy_setopt(handle.get(), CURLOPT_CONNECT_ONLY, 1L);
  return curl_easy_perform(handle.get()) == CURLE_OK ? std::move(handle) : nullptr;
}

}  // namespace

class LiveSocket::Connection {
 public:
  explicit Connection(Easy handle) : stream_(std::move(handle), kSilence) {
    stream_.read_message_max(kMostMessage);
  }

  error_code shake_hands(const Address& address, const std::string& key) {
    stream_.set_option(websocket::stream_base::decorator([&](websocket::request_type& request) {
      if (!key.empty()) request.set("Authorization", "Bearer " + key);
    }));
    error_code error;
    stream_.handshake(address.host, address.path + kTarget, error);
    return error;
  }

  /// The next message; nullopt at the end.
  std::optional<std::string> next() {
    boost::beast::flat_buffer buffer;
    error_code error;
    stream_.read(buffer, error);
    if (error) return std::nullopt;
    return boost::beast::buffers_to_string(buffer.data());
  }

  void shut() { stream_.next_layer().shut(); }

 private:
  websocket::stream<CurlStream, false> stream_;
};

LiveSocket::LiveSocket(std::string url, std::string key_name)
    : thread_(
          [this, url = std::move(url), key_name = std::move(key_name)] { run(url, key_name); }) {}

LiveSocket::~LiveSocket() {
  leaving_ = true;
  {
    const std::lock_guard lock(mutex_);
    if (connection_) connection_->shut();
  }
  thread_.join();
}

std::vector<std::string> LiveSocket::take() {
  const std::lock_guard lock(mutex_);
  return std::exchange(messages_, {});
}

std::optional<Error> LiveSocket::ended() {
  const std::lock_guard lock(mutex_);
  return ended_;
}

void LiveSocket::end(Error error) {
  const std::lock_guard lock(mutex_);
  open_ = false;
  connection_.reset();
  ended_ = std::move(error);
}

void LiveSocket::run(const std::string& url, const std::string& key_name) {
  const std::string key =
      key_name.empty() ? std::string() : key_named(machine::this_environment(), key_name);
  if (!key_name.empty() && key.empty()) return end(failed("no_key", "There is no key " + key_name));
  Easy handle = connected(url);
  if (!handle) return end(failed("unreachable", "Nothing answers at " + url + '.'));
  const auto connection = std::make_shared<Connection>(std::move(handle));
  {
    const std::lock_guard lock(mutex_);
    connection_ = connection;
  }
  if (const error_code error = connection->shake_hands(address_of(url), key))
    return end(failed("refused", error.message()));
  open_ = true;
  end(follow(*connection));
}

Error LiveSocket::follow(Connection& connection) {
  while (!leaving_) {
    std::optional<std::string> message = connection.next();
    if (!message) break;
    const std::lock_guard lock(mutex_);
    messages_.push_back(*std::move(message));
  }
  return failed("cut", "The connection ended.");
}

}  // namespace baton::native
