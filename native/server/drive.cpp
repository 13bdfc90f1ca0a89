#include "native/server/drive.hpp"

#include <array>
#include <cstdio>
#include <exception>

#include "native/server/refusal.hpp"

namespace baton::native {
namespace {

double milliseconds(std::chrono::steady_clock::duration duration) {
  return std::chrono::duration<double, std::milli>(duration).count();
}

std::string printable(std::string_view text) {
  constexpr std::size_t most = 500;
  std::string out(text.substr(0, most));
  for (char& c : out)
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) c = '?';
  return out;
}

}  // namespace

EffectReply Performer::perform(const Effect& effect) {
  if (!std::holds_alternative<Batch>(effect)) return application_.perform(effect);
  const auto began = Clock::now();
  EffectReply reply = application_.perform(effect);
  in_database_ += Clock::now() - began;
  if (const auto* rows = std::get_if<Batch::Reply>(&reply); rows && !*rows)
    fault_ = rows->error().message;
  return reply;
}

std::string Performer::timing() const {
  std::array<char, 80> text;
  const int length = std::snprintf(text.data(), text.size(), "app;dur=%.3f, db;dur=%.3f",
                                   milliseconds(Clock::now() - began_), milliseconds(in_database_));
  return {text.data(), static_cast<std::size_t>(length)};
}

Response ask(Application& application, Request request, std::string client) {
  Run<Response> run(application.handle(std::move(request), std::move(client)));
  while (Effect* effect = run.step()) {
    if (std::holds_alternative<NextPiece>(*effect))
      run.reply(NextPiece::Reply{std::nullopt});
    else if (std::holds_alternative<Publish>(*effect))
      run.reply(Publish::Reply{});
    else if (std::holds_alternative<SendPiece>(*effect))
      run.reply(SendPiece::Reply{});
    else
      run.reply(application.perform(*effect));
  }
  return run.result();
}

Response ask_for_follower(Application& application, Request request, std::string client) {
  try {
    return ask(application, std::move(request), std::move(client));
  } catch (const std::exception& failure) {
    log_failure("following the log", failure.what());
    return internal_failure();
  }
}

void log_failure(std::string_view asked, std::string_view what) {
  const std::string line = "baton: " + printable(asked) + ": " + printable(what) + "\n";
  std::fputs(line.c_str(), stderr);
}

Response internal_failure() {
  return to_response({500, "internal", "The server failed to answer; its log says why."});
}

}  // namespace baton::native
