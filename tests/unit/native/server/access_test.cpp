#include <memory>
#include <optional>
#include <thread>

#include "core/base/text.hpp"
#include "native/server/local_application.hpp"
#include "tests/catch.hpp"
#include "tests/support/folder.hpp"
#include "tests/unit/access/matrix.hpp"
#include "tests/unit/native/server/client.hpp"

namespace baton::test {
namespace {

/// Sends by HTTP, over one connection for as long as the server keeps it.
class HttpAsk {
 public:
  explicit HttpAsk(std::uint16_t port) : port_(port) {}

  Response operator()(const Request& request) {
    std::string bytes = request.method + ' ' + request.target + " HTTP/1.1\r\nHost: " + host() +
                        "\r\nContent-Type: application/json\r\n";
    for (const auto& [name, value] : request.headers) bytes += name + ": " + value + "\r\n";
    if (request.method != "GET")
      bytes += "Content-Length: " + std::to_string(request.body.size()) + "\r\n";
    if (!client_) client_.emplace(port_);
    client_->send(bytes + "\r\n" + request.body);
    Response response = response_of(client_->read_response());
    if (text_of_header(response, "Connection") == "close") client_.reset();
    return response;
  }
  std::string host() const { return "127.0.0.1:" + std::to_string(port_); }

 private:
  static Response response_of(const std::string& bytes) {
    Response response;
    const std::size_t end = bytes.find("\r\n\r\n");
    if (end == std::string::npos) return {.status = 599, .headers = {}, .body = bytes};
    response.status = std::stoi(bytes.substr(9, 3));
    response.body = bytes.substr(end + 4);
    for (const std::string_view line : lines_of(std::string_view(bytes).substr(0, end))) {
      const std::size_t colon = line.find(": ");
      if (colon != std::string_view::npos)
        response.headers.emplace_back(line.substr(0, colon), line.substr(colon + 2));
    }
    return response;
  }

  std::uint16_t port_;
  std::optional<native::RawClient> client_;
};

TEST_CASE("every route lets in whom it should, over HTTP", "[access]") {
  const Folder folder;
  native::ServerOptions options;
  options.port = 0;
  options.threads = 1;
  options.rates.address.burst = 1e6;
  options.rates.token.burst = 1e6;
  auto server = native::open_server_on(folder / "baton.db", options);
  REQUIRE(server);
  const std::jthread thread([&] { server->run([](const std::string&) {}); });
  const std::shared_ptr<void> stopping(nullptr, [&](void*) { server->stop(); });
  HttpAsk http(server->port());
  check_all([&](const Request& request) { return http(request); }, "http://" + http.host());
}

}  // namespace
}  // namespace baton::test
