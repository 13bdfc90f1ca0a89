#include "native/server/connection.hpp"

#include <boost/asio/post.hpp>
#include <exception>

#include "native/server/aside.hpp"
#include "native/server/drive.hpp"
#include "native/server/fields.hpp"
#include "native/server/pages.hpp"
#include "native/server/upgrade.hpp"

namespace baton::native {
namespace {

/// What the core is told when the body broke off; the client is told the same, if it still listens.
std::unexpected<Error> as_error(const Refusal& refusal) {
  return fail(Fault::invalid, refusal.code, refusal.message);
}

/// A client of HTTP/1.0 is sent no events: it cannot read a response of unknown length.
void take_whole(Request& request) {
  std::erase_if(request.headers,
                [](const auto& field) { return same_word(field.first, "Accept"); });
}

Response no_place() {
  Response response =
      to_response({503, "too_many_followers", "The server has too many followers of the log."});
  response.headers.emplace_back("Retry-After", "5");
  return response;
}

}  // namespace

std::string address_of(const Socket& socket) {
  error_code error;
  const net::ip::address address = socket.remote_endpoint(error).address();
  if (error) return {};
  if (address.is_v6() && address.to_v6().is_v4_mapped())
    return net::ip::make_address_v4(net::ip::v4_mapped, address.to_v6()).to_string();
  return address.to_string();
}

Awaitable<void> Connection::run() {
  while (co_await answer_next()) {
    // A client that pipelines must not keep the thread from the others.
    if (!channel_.pending().empty())
      co_await net::post(co_await net::this_coro::executor, as_outcome);
  }
}

/// False when the connection is to be closed.
Awaitable<bool> Connection::answer_next() {
  RequestReader reader(channel_, service_.limits);
  auto request = co_await reader.head();
  if (!request) {
    const Answer refused{to_response(request.error())};
    co_return co_await send(refused, reader, false);
  }
  if (!*request) co_return false;
  to_origin_form(**request);
  const bool head_only = (*request)->method == "HEAD";
  if (asks_to_follow(**request)) {
    auto refused = co_await follow(std::move(**request), reader);
    co_return refused&& co_await send({*std::move(refused)}, reader, false);
  }
  const Answer answered = co_await answer(std::move(**request), reader);
  co_return co_await send(answered, reader, head_only);
}

Awaitable<Connection::Answer> Connection::answer(Request request, RequestReader& reader) {
  if (const auto refusal = service_.guard.check(request)) co_return Answer{to_response(*refusal)};
  if (!reader.finished() && !service_.application.streams(request)) {
    auto body = co_await reader.whole_body();
    if (!body) co_return Answer{to_response(body.error())};
    request.body = *std::move(body);
  }
  if (auto file = page(request)) co_return Answer{*std::move(file)};
  try {
    co_return co_await drive(std::move(request), reader);
  } catch (const std::exception& failure) {
    log_failure(reader.description(), failure.what());
  }
  co_return Answer{internal_failure()};
}

Awaitable<Connection::Answer> Connection::drive(Request request, RequestReader& reader) {
  Performer performer(service_.application);
  Aside aside;
  Answer answer;
  if (reader.is_http_1_0()) take_whole(request);
  Run<Response> run(service_.application.handle(std::move(request), client_));
  while (Effect* effect = run.step()) {
    if (std::holds_alternative<Publish>(*effect)) {
      service_.live.publish();
      run.reply(Publish::Reply{});
      continue;
    }
    if (waits(*effect)) {
      run.reply(co_await aside.perform(*effect));
      continue;
    }
    if (const auto* piece = std::get_if<SendPiece>(effect)) {
      answer.gone = !co_await send_piece(*piece, reader, answer);
      if (answer.gone) co_return answer;
      run.reply(SendPiece::Reply{});
      continue;
    }
    if (!std::holds_alternative<NextPiece>(*effect)) {
      run.reply(performer.perform(*effect));
      continue;
    }
    auto piece = co_await reader.piece();
    run.reply(piece ? NextPiece::Reply{*std::move(piece)} : as_error(piece.error()));
  }
  answer.response = run.result();
  answer.timing = performer.timing();
  if (answer.response.status >= 500) log_failure(reader.description(), performer.fault());
  co_return answer;
}

/// Serves a follower of the log to its end, or answers why not.
Awaitable<std::optional<Response>> Connection::follow(Request request,
                                                      const RequestReader& reader) {
  if (const auto refusal = service_.guard.check(request)) co_return to_response(*refusal);
  if (auto refusal = check_handshake(request)) co_return refusal;
  if (!reader.finished() || reader.is_http_1_0() || !channel_.pending().empty())
    co_return to_response(
        {400, "bad_handshake", "A WebSocket begins with a GET of HTTP/1.1 and nothing behind it."});
  const Place place(service_.live);
  if (!place) co_return no_place();
  Request first;
  first.target = events::first_page_target(request.target);
  first.headers = request.headers;
  Response response = ask_for_follower(service_.application, std::move(first), client_);
  auto page = events::followed(response);
  if (!page) co_return response;
  co_await serve_follower(std::move(request), reader, *std::move(page));
  co_return std::nullopt;
}

Awaitable<void> Connection::serve_follower(Request request, const RequestReader& reader,
                                           events::Followed first) {
  const auto follower = std::make_shared<Follower>(
      channel_.release(), Follower::Caller{std::move(request.headers), client_},
      service_.application, service_.limits);
  service_.followers.insert(follower.get());
  if (service_.leaving) follower->leave();
  co_await follower->run(reader.header(), std::move(first));
  service_.followers.erase(follower.get());
}

/// False if the client has gone.
Awaitable<bool> Connection::send_piece(const SendPiece& piece, const RequestReader& reader,
                                       Answer& answer) {
  std::string bytes;
  if (!answer.begun) {
    Response head;
    head.headers.emplace_back("Content-Type", piece.content_type);
    write_head(bytes, head,
               {.date = service_.date.now(),
                .persistence = reader.keep_alive() ? Persistence::keep_alive : Persistence::close,
                .chunked = true});
  }
  answer.begun = true;
  append_chunk(bytes, piece.piece);
  const auto error = co_await channel_.send(bytes, {}, service_.limits.send_stall);
  co_return !error;
}

/// The rest of a response that has begun. False when the connection is to be closed.
Awaitable<bool> Connection::send_end(const Answer& answer, const RequestReader& reader) {
  std::string bytes;
  if (!answer.response.body.empty()) append_chunk(bytes, answer.response.body);
  append_chunk(bytes, {});
  const auto error = co_await channel_.send(bytes, {}, service_.limits.send_stall);
  co_return !error && reader.finished() && reader.keep_alive() && !service_.leaving;
}

Awaitable<bool> Connection::send(const Answer& answer, const RequestReader& reader,
                                 bool head_only) {
  if (answer.gone) co_return false;
  if (answer.begun) co_return co_await send_end(answer, reader);
  const bool keep = reader.finished() && reader.keep_alive() && !service_.leaving;
  const auto persistence = !keep                  ? Persistence::close
                           : reader.is_http_1_0() ? Persistence::announce_keep_alive
                                                  : Persistence::keep_alive;
  write_head(head_, answer.response, {service_.date.now(), answer.timing, persistence});
  const bool with_body = !head_only && may_have_body(answer.response.status);
  const auto error = co_await channel_.send(
      head_, with_body ? std::string_view(answer.response.body) : std::string_view{},
      service_.limits.send_stall);
  if (error) co_return false;
  if (!reader.finished()) co_await channel_.linger(service_.limits.linger);
  co_return keep;
}

}  // namespace baton::native
