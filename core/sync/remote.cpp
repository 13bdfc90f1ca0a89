#include "core/sync/remote.hpp"

#include "core/base/json_in.hpp"
#include "core/http/answer.hpp"

namespace baton::sync {
namespace {

constexpr std::int64_t kTimeout = 120'000;  ///< milliseconds
constexpr std::size_t kMostAnswer = std::size_t{32} << 20;
constexpr std::size_t kWorthPacking = 1000;  ///< bytes
constexpr int kMostAttempts = 5;
constexpr std::int64_t kFirstPause = 500;  ///< milliseconds

Fetch fetch_of(const Remote& remote, const Question& question) {
  Fetch fetch;
  fetch.method = question.body.empty() ? "GET" : "POST";
  fetch.url = remote.url + question.target;
  if (!question.body.empty()) fetch.headers.emplace_back("Content-Type", "application/json");
  if (question.packed) fetch.headers.emplace_back("Content-Encoding", "gzip");
  fetch.body = question.body;
  fetch.key = remote.key_name;
  fetch.timeout_ms = kTimeout;
  fetch.most_bytes = kMostAnswer;
  return fetch;
}

std::unexpected<Error> not_reached(const Remote& remote, const Error& error) {
  const auto unavailable = [](const char* code, std::string message) {
    return fail(Fault::unavailable, code, std::move(message), "remote");
  };
  if (error.code == "timeout")
    return unavailable("remote_timeout", remote.url + " did not answer in time: try again.");
  if (error.code == "untrusted")
    return unavailable("remote_untrusted", "The certificate of " + remote.url +
                                               " cannot be trusted: " + error.message + ".");
  if (error.code == "no_key")
    return unavailable("no_key", "The token of remote " + remote.name +
                                     " is not here: give it by `baton remote add " + remote.url +
                                     " --name " + remote.name + "`.");
  if (error.code == "unreachable")
    return unavailable("remote_unreachable",
                       "Nothing answers at " + remote.url + ": is it running, is there a network?");
  return unavailable("remote_failed", "Asking " + remote.url + " failed: " + error.message + ".");
}

Result<Json> data_of(const Remote& remote, const Fetch::Answer& answer) {
  const auto body = parse_json(answer.body);
  if (!body || !body->is_object() || !body->contains("success"))
    return fail(Fault::unavailable, "remote_failed",
                remote.url + " is no Baton server, or not of this version (it answered " +
                    std::to_string(answer.status) + ").",
                "remote");
  if (answer.status < 400) return member_in(*body, "data");
  if (answer.status == 401)
    return fail(Fault::unauthorized, "remote_refused",
                remote.url + " does not know the token: give another by `baton remote add " +
                    remote.url + " --name " + remote.name + "`.",
                "remote");
  return fail(fault_of(answer.status), text_in(*body, "code"),
              remote.url + ": " + text_in(*body, "error"), "remote");
}

bool is_busy(int status) { return status == 429 || status == 503; }

}  // namespace

Task<Question> packed(Question question) {
  if (question.packed || question.body.size() < kWorthPacking) co_return question;
  Provide wanted{Provide::What::gzip, question.body};
  Provide::Reply reply = co_await perform(std::move(wanted));
  if (!reply) co_return question;
  question.body = std::move(reply->bytes);
  question.packed = true;
  co_return question;
}

Task<Result<Json>> ask_remote(Remote remote, Question question) {
  for (int attempt = 1;; ++attempt) {
    const Fetch::Reply reply = co_await perform(fetch_of(remote, question));
    if (!reply) co_return not_reached(remote, reply.error());
    if (!is_busy(reply->status) || attempt == kMostAttempts) co_return data_of(remote, *reply);
    const std::string entropy = co_await perform(Entropy{.bytes = 1});
    const std::int64_t pause = kFirstPause << (attempt - 1);
    co_await perform(
        Sleep{.milliseconds = pause - pause * static_cast<unsigned char>(entropy[0]) / 512});
  }
}

Task<bool> ask_ahead(Remote remote, Question question) {
  Fetch fetch = fetch_of(remote, question);
  fetch.ahead = true;
  co_await perform(std::move(fetch));
  co_return true;
}

Task<Result<bool>> reach_remote(Remote remote, std::int64_t milliseconds) {
  Fetch fetch = fetch_of(remote, {"/api/health", ""});
  fetch.key.clear();
  fetch.timeout_ms = milliseconds;
  const Fetch::Reply reply = co_await perform(std::move(fetch));
  if (!reply) co_return not_reached(remote, reply.error());
  co_return true;
}

}  // namespace baton::sync
