// What `GET /api/projects` is measured against: a Beast server and nothing else. It runs the same
// statement as the API, over and over, and sends the rows as the same JSON; no router, no effects,
// no deadlines, no limits, no checks. Usage: bare_server DATABASE [PORT]
#include <sqlite3.h>

#include <algorithm>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "core/app.hpp"

namespace {

namespace net = boost::asio;
namespace http = boost::beast::http;
using boost::system::error_code;
using net::ip::tcp;

[[noreturn]] void give_up(const char* what) {
  std::fprintf(stderr, "bare_server: %s\n", what);
  std::exit(1);
}

/// The statement that the API asks its host to run for the request.
baton::Statement statement_of_api() {
  baton::Context context;
  baton::Request request;
  request.target = "/api/projects";
  baton::Run<baton::Response> run(baton::handle(context, std::move(request)));
  const baton::Effect* effect = run.step();
  const auto* batch = effect ? std::get_if<baton::Batch>(effect) : nullptr;
  if (!batch || batch->statements.size() != 1) give_up("the API runs something else now");
  return batch->statements.front();
}

class Projects {
 public:
  Projects(const char* path, const baton::Statement& statement) {
    if (sqlite3_open_v2(path, &handle_, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, nullptr))
      give_up("the database cannot be opened");
    sqlite3_exec(handle_, "PRAGMA cache_size = -8000", nullptr, nullptr, nullptr);
    if (sqlite3_prepare_v3(handle_, statement.sql.c_str(), -1, SQLITE_PREPARE_PERSISTENT, &select_,
                           nullptr))
      give_up(sqlite3_errmsg(handle_));
    for (std::size_t i = 0; i < statement.parameters.size(); ++i) {
      const auto* number = std::get_if<std::int64_t>(&statement.parameters[i]);
      if (!number) give_up("a parameter is not a number");
      sqlite3_bind_int64(select_, static_cast<int>(i + 1), *number);
    }
  }

  /// The columns of a row are JSON objects that are joined to one; the last is the row's cursor.
  std::string json() {
    std::string body = R"({"success":true,"data":[)";
    const int columns = sqlite3_column_count(select_) - 1;
    while (sqlite3_step(select_) == SQLITE_ROW) {
      if (body.back() == '}') body += ',';
      for (int i = 0; i < columns; ++i) append(body, i);
    }
    sqlite3_reset(select_);
    return body + "]}";
  }

 private:
  void append(std::string& body, int column) {
    const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(select_, column));
    auto length = static_cast<std::size_t>(sqlite3_column_bytes(select_, column));
    if (column > 0) {
      body.back() = ',';
      ++text;
      --length;
    }
    body.append(text, length);
  }

  sqlite3* handle_ = nullptr;
  sqlite3_stmt* select_ = nullptr;
};

class Session : public std::enable_shared_from_this<Session> {
 public:
  Session(tcp::socket socket, Projects& projects)
      : socket_(std::move(socket)), projects_(projects) {
    socket_.set_option(tcp::no_delay(true));
  }

  void read() {
    request_ = {};
    http::async_read(socket_, buffer_, request_,
                     [self = shared_from_this()](const error_code& error, std::size_t) {
                       if (!error) self->write();
                     });
  }

 private:
  void write() {
    response_ = {http::status::ok, request_.version()};
    response_.set(http::field::content_type, "application/json");
    response_.keep_alive(request_.keep_alive());
    response_.body() = projects_.json();
    response_.prepare_payload();
    http::async_write(socket_, response_,
                      [self = shared_from_this()](const error_code& error, std::size_t) {
                        if (!error && self->response_.keep_alive()) self->read();
                      });
  }

  tcp::socket socket_;
  Projects& projects_;
  boost::beast::flat_buffer buffer_;
  http::request<http::string_body> request_;
  http::response<http::string_body> response_;
};

struct Loop {
  Loop(const char* path, const baton::Statement& statement) : projects(path, statement) {}
  Projects projects;
  net::io_context context{1};
  net::executor_work_guard<net::io_context::executor_type> work{context.get_executor()};
};

[[noreturn]] void accept_all(tcp::acceptor& acceptor, std::vector<std::unique_ptr<Loop>>& loops) {
  for (std::size_t next = 0;; ++next) {
    Loop& loop = *loops[next % loops.size()];
    auto socket = std::make_shared<tcp::socket>(acceptor.accept(loop.context));
    net::post(loop.context, [socket, &loop] {
      std::make_shared<Session>(std::move(*socket), loop.projects)->read();
    });
  }
}

}  // namespace

int main(int count, char** arguments) {
  if (count < 2) give_up("usage: bare_server DATABASE [PORT]");
  const auto port = static_cast<unsigned short>(count > 2 ? std::atoi(arguments[2]) : 0);
  const baton::Statement statement = statement_of_api();
  const unsigned threads = std::clamp(std::thread::hardware_concurrency(), 2u, 4u);
  std::vector<std::unique_ptr<Loop>> loops;
  for (unsigned i = 0; i < threads; ++i)
    loops.push_back(std::make_unique<Loop>(arguments[1], statement));
  std::vector<std::thread> running;
  for (auto& loop : loops) running.emplace_back([&loop] { loop->context.run(); });
  net::io_context context;
  tcp::acceptor acceptor(context, {net::ip::make_address("127.0.0.1"), port});
  std::printf("http://127.0.0.1:%u\n", static_cast<unsigned>(acceptor.local_endpoint().port()));
  std::fflush(stdout);
  accept_all(acceptor, loops);
}
