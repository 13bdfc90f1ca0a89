#include "native/cli/api.hpp"

namespace baton::cli {
namespace {

const Json& null_json() {
  static const Json kNull;
  return kNull;
}

const Json* member(const Json& object, std::string_view name) {
  if (!object.is_object()) return nullptr;
  const auto found = object.find(name);
  return found == object.end() ? nullptr : &*found;
}

Fault fault_of(int status) {
  switch (status) {
    case 401:
      return Fault::unauthorized;
    case 403:
      return Fault::forbidden;
    case 404:
      return Fault::not_found;
    case 405:
      return Fault::method;
    case 409:
      return Fault::conflict;
    case 413:
      return Fault::too_large;
    case 415:
      return Fault::media_type;
    case 422:
      return Fault::unprocessable;
    case 429:
      return Fault::rate;
    case 500:
      return Fault::internal;
    case 502:
    case 503:
    case 504:
      return Fault::unavailable;
    default:
      return status < 500 ? Fault::invalid : Fault::internal;
  }
}

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

bool is_plain(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
         c == '_' || c == '.' || c == '~';
}

}  // namespace

const Json& Answer::data() const {
  const Json* data = member(whole, "data");
  return data ? *data : null_json();
}

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
    return std::unexpected(error_of(response, whole ? *whole : null_json()));
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

std::string segment(std::string_view text) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string result;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (is_plain(c)) {
      result += c;
    } else {
      result += '%';
      result += kDigits[byte >> 4];
      result += kDigits[byte & 15];
    }
  }
  return result;
}

std::string target(std::string_view path,
                   std::initializer_list<std::pair<std::string_view, std::string>> arguments) {
  std::string result(path);
  char separator = '?';
  for (const auto& [name, value] : arguments) {
    if (value.empty()) continue;
    result += separator;
    result += name;
    result += '=' + segment(value);
    separator = '&';
  }
  return result;
}

const std::string& text_in(const Json& object, std::string_view name) {
  static const std::string kNone;
  const Json* found = member(object, name);
  const auto* text = found ? found->get_ptr<const std::string*>() : nullptr;
  return text ? *text : kNone;
}

bool flag_in(const Json& object, std::string_view name) {
  const Json* found = member(object, name);
  const auto* flag = found ? found->get_ptr<const bool*>() : nullptr;
  return flag && *flag;
}

double real_in(const Json& object, std::string_view name) {
  const Json* found = member(object, name);
  if (!found || !found->is_number()) return 0;
  return found->get<double>();
}

std::int64_t number_in(const Json& object, std::string_view name) {
  const Json* found = member(object, name);
  if (found && found->is_number_integer()) return found->get<std::int64_t>();
  return static_cast<std::int64_t>(real_in(object, name));
}

const Json& list_in(const Json& object, std::string_view name) {
  static const Json kEmpty = Json::array();
  const Json* found = member(object, name);
  return found && found->is_array() ? *found : kEmpty;
}

const Json& object_in(const Json& object, std::string_view name) {
  const Json* found = member(object, name);
  return found && found->is_object() ? *found : null_json();
}

}  // namespace baton::cli
