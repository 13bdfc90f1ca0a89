#pragma once
#include <atomic>
#include <chrono>
#include <stdexcept>
#include <string>
#include <thread>

#include "core/events/page.hpp"
#include "native/server/application.hpp"
#include "native/server/fields.hpp"

namespace baton::native {

/// Answers without a database:
///   /echo          the body, its type and the method
///   /stream        streams its body and answers its length and number of pieces; or its error
///   /early         streams, and answers without asking for the body
///   /slow          after 200 ms
///   /throw         its effect throws; /fault: its statements fail
///   /large         4 MB; /empty: 204; /split: a field with a line break in its value
///   /api/events    a log of `log_end` events, 403 while `closed`; /append: one more is published
///   /headers       the request's fields; /moved: a redirection; /sleep: after 3 s
class FakeApplication final : public Application {
 public:
  static inline std::atomic<std::int64_t> log_end = 0;
  static inline std::atomic<bool> closed = false;

  bool streams(const Request& request) const override {
    const auto path = path_of(request.target);
    return path == "/stream" || path == "/early";
  }
  [[clang::coro_wrapper]] Task<Response> handle(Request request, std::string /*client*/) override {
    nap_ = std::chrono::milliseconds(path_of(request.target) == "/sleep" ? 3000 : 200);
    return answer(std::move(request));
  }
  EffectReply perform(const Effect& effect) override {
    if (std::holds_alternative<Entropy>(effect)) throw std::runtime_error("no entropy");
    if (std::holds_alternative<Now>(effect)) {
      std::this_thread::sleep_for(nap_);
      return Now::Reply{1};
    }
    return Batch::Reply{fail(Fault::unavailable, "disk_full", "The disk is full.")};
  }

 private:
  std::chrono::milliseconds nap_{200};

  static Task<Response> answer(Request request) {
    const std::string path(path_of(request.target));
    Response response;
    response.headers.emplace_back("Content-Type", "text/plain");
    response.body = request.method + " " + request.target + "\n" + request.body;
    if (path == "/stream") co_return co_await count_pieces();
    if (path == "/slow" || path == "/sleep") co_await perform_now();
    if (path == "/throw") response.body = co_await baton::perform(Entropy{});
    if (path == "/fault" && !co_await baton::perform(Batch{})) response.status = 503;
    if (path == "/api/events") co_return page_after(request.target);
    if (path == "/append") {
      ++log_end;
      co_await baton::perform(Publish{});
    }
    if (path == "/large") response.body.assign(4'000'000, 'x');
    if (path == "/empty") response.status = 204;
    if (path == "/split") response.headers.emplace_back("X-Split", "a\r\nX-Injected: b");
    if (path == "/moved")
      response = {.status = 302, .headers = {{"Location", "/echo"}}, .body = {}};
    if (path == "/headers") response.body = lines_of_fields(request.headers);
    co_return response;
  }
  static Response page_after(const std::string& target) {
    if (closed) return {.status = 403, .headers = {}, .body = "{}"};
    const std::size_t since = target.find("since=");
    const auto cursor = since == std::string::npos ? 0 : std::stoll(target.substr(since + 6));
    Rows events;
    for (std::int64_t seq = cursor + 1; seq <= log_end; ++seq)
      events.push_back({R"({"seq":)" + std::to_string(seq) + "}", seq});
    return events::answer_events({events, {{log_end.load()}}}, cursor);
  }
  static std::string lines_of_fields(const Fields& fields) {
    std::string lines;
    for (const auto& [name, value] : fields) lines += name + ": " + value + "\n";
    return lines;
  }
  static Task<Response> perform_now() {
    co_await baton::perform(Now{});
    co_return Response{};
  }
  static Task<Response> count_pieces() {
    std::size_t bytes = 0;
    std::size_t pieces = 0;
    std::size_t largest = 0;
    for (;;) {
      auto piece = co_await baton::perform(NextPiece{});
      if (!piece) co_return Response{.status = 400, .headers = {}, .body = piece.error().code};
      if (!*piece) break;
      bytes += (*piece)->size();
      largest = std::max(largest, (*piece)->size());
      ++pieces;
    }
    co_return Response{.status = 200,
                       .headers = {},
                       .body = std::to_string(bytes) + " bytes in " + std::to_string(pieces) +
                               " pieces of at most " + std::to_string(largest)};
  }
};

}  // namespace baton::native
