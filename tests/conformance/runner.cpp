#include "tests/conformance/runner.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>

#include "core/base/text.hpp"
#include "core/base/uuid.hpp"
#include "tests/conformance/matcher.hpp"
#include "tests/conformance/variables.hpp"

namespace baton::conformance {
namespace {

std::string random_bytes(std::size_t count) {
  static std::random_device device;
  std::string bytes(count, '\0');
  for (char& byte : bytes) byte = static_cast<char>(device());
  return bytes;
}

Json fresh(const Json& value) {
  if (value == "<uid>") return uuid_of_name(random_bytes(16));
  if (value != "<word>") return value;
  std::string word;
  for (const char byte : random_bytes(16))
    word += static_cast<char>('a' + static_cast<unsigned char>(byte) % 26);
  return word;
}

Variables variables_of(const Json& one) {
  Variables variables;
  for (const auto& [name, value] : one.value("let", Json::object()).items())
    variables[name] = fresh(value);
  for (const auto& [name, value] : one.value("scale", Json::object()).items())
    variables[name] = value;
  return variables;
}

std::string to_word(const Json& json) {
  const auto* text = json.get_ptr<const Json::string_t*>();
  return text ? *text : "";
}

Request request_of(const Json& asked, const Variables& variables) {
  Request request;
  request.method = to_word(expanded(asked.value("method", Json("GET")), variables));
  request.target = joined_parts(asked.value("target", Json("/")), variables);
  if (asked.contains("raw")) request.body = joined_parts(asked["raw"], variables);
  if (asked.contains("body")) request.body = to_text(expanded(asked["body"], variables));
  const Json headers = expanded(asked.value("headers", Json::object()), variables);
  if (!headers.contains("Content-Type") && !request.body.empty())
    request.headers.emplace_back("Content-Type", "application/json");
  for (const auto& [name, value] : headers.items())
    if (value.is_string()) request.headers.emplace_back(name, value.get<std::string>());
  return request;
}

std::string difference_in_headers(const Json& expected, const Response& response) {
  Json present = Json::object();
  for (const auto& [name, value] : response.headers) present[lowered(name)] = value;
  Json wanted = Json::object();
  for (const auto& [name, value] : expected.items()) wanted[lowered(name)] = value;
  return difference(wanted, present, "headers");
}

bool is_snake_case(const Json& json) {
  const auto* text = json.get_ptr<const Json::string_t*>();
  return text && !text->empty() &&
         text->find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_") == std::string::npos;
}

/// What holds for every response, whatever a case expects.
std::string difference_in_envelope(const Json& body, int status) {
  if (status < 400) return difference({{"success", true}, {"data", "<any>"}}, body);
  if (!body.is_object() || !is_snake_case(body.value("code", Json())))
    return "code: expected a snake_case word, got " + to_text(body);
  if (body.contains("field") && !body["field"].is_string()) return "field: expected a string";
  return difference({{"success", false}, {"error", "<text>"}}, body);
}

/// A case under way.
class Run {
 public:
  Run(const Json& one, const Send& send) : send_(send), variables_(variables_of(one)) {}

  std::string step(const Json& step) {
    if (step.contains("check"))
      return difference(expanded(step["is"], variables_), expanded(step["check"], variables_),
                        "the check");
    collect(step, Json());
    const Json each = step.value("each", Json::array({Json::object()}));
    for (const Json& unexpanded : each) {
      const Json element = expanded(unexpanded, variables_);
      if (!element.is_object()) variables_["each"] = element;
      if (element.is_object())
        for (const auto& [name, value] : element.items()) variables_[name] = value;
      if (std::string fault = repeated(step); !fault.empty()) return fault;
    }
    return "";
  }

 private:
  std::string repeated(const Json& step) {
    const Json times = expanded(step.value("times", Json(1)), variables_);
    for (std::int64_t i = 1; i <= times; ++i) {
      variables_["index"] = i;
      std::string fault = step.value("pages", false) ? pages(step) : exchange(step, "");
      if (!fault.empty()) return fault;
    }
    return "";
  }

  /// One request and its response; `cursor` is added to the target's query.
  std::string exchange(const Json& step, const std::string& cursor) {
    Request request = request_of(step["request"], variables_);
    if (!cursor.empty()) request.target += "&cursor=" + cursor;
    const std::string what = request.method + ' ' + std::string(cut(request.target, 200)) + ": ";
    const bool head = request.method == "HEAD";
    const Response response = send_(std::move(request));
    const std::string fault = head ? status_fault(step, response) : fault_of(step, response);
    return fault.empty() ? "" : what + fault;
  }

  std::string status_fault(const Json& step, const Response& response) {
    const Json expect = step.value("expect", Json::object());
    if (std::string fault = difference(expanded(expect.value("status", Json(200)), variables_),
                                       response.status, "status");
        !fault.empty())
      return fault + ": " + std::string(cut(response.body, 300));
    return difference_in_headers(
        expanded(expect.value("headers", Json{{"Content-Type", "application/json<any>"}}),
                 variables_),
        response);
  }

  std::string fault_of(const Json& step, const Response& response) {
    if (std::string fault = status_fault(step, response); !fault.empty()) return fault;
    // A page's body is matched as text.
    const Result<Json> body =
        step.value("text", false) ? Result<Json>(response.body) : parse_json(response.body);
    if (!body) return "the body is no JSON: " + body.error().message;
    last_ = *body;
    if (!step.value("plain", false) && !step.value("text", false))
      if (std::string fault = difference_in_envelope(*body, response.status); !fault.empty())
        return fault;
    const Json expect = step.value("expect", Json::object());
    if (expect.contains("body"))
      if (std::string fault = difference(expanded(expect["body"], variables_), *body);
          !fault.empty())
        return fault;
    collect(step, *body);
    return capture(step, *body, response);
  }

  std::string capture(const Json& step, const Json& body, const Response& response) {
    for (const auto& [name, pointer] : step.value("capture", Json::object()).items()) {
      const Json found = values_in(response, body, pointer.get<std::string>());
      if (found.empty()) return "nothing at " + pointer.get<std::string>();
      variables_[name] = found[0];
    }
    return "";
  }

  /// `header:NAME` is the header's value; all else a pointer into the body.
  static Json values_in(const Response& response, const Json& body, const std::string& where) {
    constexpr std::string_view kHeader = "header:";
    if (!where.starts_with(kHeader)) return values_at(body, where);
    Json found = Json::array();
    for (const auto& [name, value] : response.headers)
      if (lowered(name) == lowered(where.substr(kHeader.size()))) found.push_back(value);
    return found;
  }

  /// Adds to the step's arrays; null empties them.
  void collect(const Json& step, const Json& body) {
    for (const auto& [name, pointer] : step.value("collect", Json::object()).items()) {
      Json& array = variables_[name];
      if (body.is_null()) array = Json::array();
      for (const Json& value : values_at(body, pointer.get<std::string>())) array.push_back(value);
    }
  }

  std::string pages(const Json& step) {
    std::string cursor;
    for (int page = 0; page < kMostPages; ++page) {
      if (std::string fault = exchange(step, cursor); !fault.empty()) return fault;
      if (!last_.contains("next_cursor")) return "";
      cursor = encoded(last_["next_cursor"].get<std::string>());
    }
    return "the pages do not end";
  }

  static std::string encoded(const std::string& text) {
    static constexpr char kHex[] = "0123456789ABCDEF";
    std::string safe;
    for (const char c : text) {
      const auto byte = static_cast<unsigned char>(c);
      safe += '%';
      safe += kHex[byte >> 4];
      safe += kHex[byte & 15];
    }
    return safe;
  }

  static constexpr int kMostPages = 100'000;
  const Send& send_;
  Variables variables_;
  Json last_;
};

/// Whether a request that came by a proxy needs a token here.
bool asks_for_tokens(const Send& send) {
  Request request;
  request.target = "/api/projects?limit=1";
  request.headers = {{"Forwarded", "for=192.0.2.1"}, {"Authorization", ""}};
  return send(std::move(request)).status == 401;
}

}  // namespace

CaseResult run_case(const Json& one, const Send& send) {
  CaseResult result{.name = one.value("name", ""), .fault = "", .skipped = false};
  result.skipped = one.value("needs", "") == "tokens" && !asks_for_tokens(send);
  if (result.skipped) return result;
  Run run(one, send);
  int number = 0;
  for (const Json& step : one["steps"]) {
    ++number;
    if (const std::string fault = run.step(step); !fault.empty()) {
      result.fault = "step " + std::to_string(number) + ", " + fault;
      break;
    }
  }
  return result;
}

std::vector<std::string> case_files() {
  namespace fs = std::filesystem;
  std::vector<std::string> files;
  for (fs::path folder = fs::current_path();; folder = folder.parent_path()) {
    const fs::path cases = folder / "tests" / "conformance" / "cases";
    if (fs::is_directory(cases))
      for (const auto& entry : fs::directory_iterator(cases))
        files.push_back(entry.path().string());
    if (!files.empty() || folder == folder.parent_path()) break;
  }
  std::sort(files.begin(), files.end());
  return files;
}

Json read_json_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  auto json = parse_json(text);
  return json ? *std::move(json) : Json();
}

}  // namespace baton::conformance
