#include "native/cli/api.hpp"

#include "core/http/answer.hpp"

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

}  // namespace

const Json& Answer::data() const { return member_in(whole, "data"); }

Result<Answer> Api::send(std::string method, std::string target, std::string body,
                         const Pieces& pieces) {
  Request request;
  request.method = std::move(method);
  request.target = std::move(target);
  request.body = std::move(body);
  if (!request.body.empty()) request.headers.emplace_back("Content-Type", "application/json");
  TRY(Response response, client_.send(std::move(request), pieces));
  auto whole = parse_json(response.body);
  if (!whole || response.status >= 400) {
    return std::unexpected(error_of(response, whole ? *whole : Json()));
  }
  return Answer{std::move(response.body), *std::move(whole)};
}

Result<Answer> Api::get(std::string target) { return send("GET", std::move(target), "", {}); }
Result<Answer> Api::post(std::string target, const Json& body) {
  return send("POST", std::move(target), to_text(body), {});
}
Result<Answer> Api::patch(std::string target, const Json& body) {
  return send("PATCH", std::move(target), to_text(body), {});
}
Result<Answer> Api::remove(std::string target) { return send("DELETE", std::move(target), "", {}); }
Result<Answer> Api::upload(std::string target, const Pieces& pieces) {
  return send("POST", std::move(target), "", pieces);
}

}  // namespace baton::cli
