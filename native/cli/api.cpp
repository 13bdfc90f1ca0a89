#include "native/cli/api.hpp"

#include <algorithm>

#include "core/base/text.hpp"
#include "core/http/answer.hpp"
#include "core/http/event_stream.hpp"

namespace baton::cli {
namespace {

Error error_of(const Response& response, const Json& whole) {
  Error error{fault_of(response.status), text_in(whole, "code"), text_in(whole, "error"),
              text_in(whole, "field")};
  if (error.message.empty()) {
    error.message = "The answer has status " + std::to_string(response.status) +
                    " and is not Baton's: check the address.";
    error.code = "strange_answer";
    error.fault = Fault::unavailable;
  }
  return error;
}

Result<Answer> answer_of(Response response) {
  auto whole = parse_json(response.body);
  if (!whole || response.status >= 400)
    return std::unexpected(error_of(response, whole ? *whole : Json()));
  return Answer{std::move(response.body), *std::move(whole)};
}

/// The answer that events end with.
class Following {
  static constexpr int kFailed = 503;  ///< the stream itself began with 200

 public:
  explicit Following(const Told& told)
      : told_(told),
        reader_([this](std::string_view name, std::string_view data) { take(name, data); }) {}

  void hear(std::string_view bytes) { reader_.feed(bytes); }

  Response response_of(Response last) {
    if (!is_stream(last)) return last;
    hear(last.body);
    last.body = std::move(whole_);
    if (failed_) last.status = kFailed;
    return last;
  }

 private:
  static bool is_stream(const Response& response) {
    return std::ranges::any_of(response.headers, [](const auto& header) {
      return lowered(header.first) == "content-type" && header.second.starts_with(kEventStream);
    });
  }

  void take(std::string_view name, std::string_view data) {
    failed_ = failed_ || name == "error";
    if (name == "result" || name == "error") {
      whole_ = data;
    } else if (const auto json = parse_json(data)) {
      told_(name, *json);
    }
  }

  const Told& told_;
  EventReader reader_;
  std::string whole_;
  bool failed_ = false;
};

}  // namespace

const Json& Answer::data() const { return member_in(whole, "data"); }

Result<Answer> Api::send(std::string method, std::string target, std::string body,
                         const Pieces& pieces) {
  Request request;
  request.method = std::move(method);
  request.target = std::move(target);
  request.body = std::move(body);
  if (!request.body.empty()) request.headers.emplace_back("Content-Type", "application/json");
  TRY(Response response, client_.send(std::move(request), pieces, {}));
  return answer_of(std::move(response));
}

Result<Answer> Api::get(std::string target) { return send("GET", std::move(target), "", {}); }
Result<Answer> Api::post(std::string target, const Json& body) {
  return send("POST", std::move(target), to_text(body), {});
}
Result<Answer> Api::post(std::string target, const Json& body, const Told& told) {
  Request request;
  request.method = "POST";
  request.target = std::move(target);
  request.body = to_text(body);
  request.headers = {{"Content-Type", "application/json"}, {"Accept", std::string(kEventStream)}};
  Following following(told);
  TRY(Response response,
      client_.send(std::move(request), {}, [&](std::string_view bytes) { following.hear(bytes); }));
  return answer_of(following.response_of(std::move(response)));
}
Result<Answer> Api::patch(std::string target, const Json& body) {
  return send("PATCH", std::move(target), to_text(body), {});
}
Result<Answer> Api::remove(std::string target) { return send("DELETE", std::move(target), "", {}); }
Result<Answer> Api::upload(std::string target, const Pieces& pieces) {
  return send("POST", std::move(target), "", pieces);
}

}  // namespace baton::cli
