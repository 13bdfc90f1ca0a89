#include "tests/conformance/runner.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "core/base/text.hpp"
#include "tests/conformance/answers.hpp"
#include "tests/conformance/matcher.hpp"
#include "tests/conformance/requests.hpp"
#include "tests/conformance/variables.hpp"

namespace baton::conformance {
namespace {

/// A case under way.
class Run {
 public:
  Run(const Json& one, const Host& host) : host_(host), variables_(variables_of(one)) {}

  std::string step(const Json& step) {
    if (step.contains("check"))
      return difference(expanded(step["is"], variables_), expanded(step["check"], variables_),
                        "the check");
    collect(step, Json());
    if (step.value("parallel", false)) return at_once(step);
    const Json each = step.value("each", Json::array({Json::object()}));
    for (const Json& element : each) {
      bind(variables_, element);
      if (std::string fault = repeated(step); !fault.empty()) return fault;
    }
    return "";
  }

 private:
  /// Makes variables of an element of `each`: of its members, or `{{each}}`.
  static void bind(Variables& variables, const Json& unexpanded) {
    const Json element = expanded(unexpanded, variables);
    if (!element.is_object()) variables["each"] = element;
    if (element.is_object())
      for (const auto& [name, value] : element.items()) variables[name] = value;
  }

  std::int64_t times_of(const Json& step) const {
    return expanded(step.value("times", Json(1)), variables_).get<std::int64_t>();
  }

  std::string repeated(const Json& step) {
    const std::int64_t times = times_of(step);
    for (std::int64_t i = 1; i <= times; ++i) {
      variables_["index"] = i;
      std::string fault = step.value("pages", false) ? pages(step) : exchange(step, "");
      if (!fault.empty()) return fault;
    }
    return "";
  }

  /// Every element of `each`, `times` times, `kMostAtOnce` of them under way together.
  std::string at_once(const Json& step) {
    const Variables before = variables_;
    std::vector<Variables> waiting;
    const std::int64_t times = times_of(step);
    const Json each = step.value("each", Json::array({Json::object()}));
    for (std::int64_t i = 1; i <= times; ++i)
      for (const Json& element : each) {
        Variables& variables = waiting.emplace_back(before);
        variables["index"] = i;
        bind(variables, element);
        if (waiting.size() < kMostAtOnce) continue;
        if (std::string fault = together(step, waiting); !fault.empty()) return fault;
        waiting.clear();
      }
    return waiting.empty() ? "" : together(step, waiting);
  }

  std::string together(const Json& step, const std::vector<Variables>& all) {
    std::vector<Request> requests;
    for (const Variables& variables : all)
      requests.push_back(request_of(step["request"], variables));
    std::vector<std::string> names;
    for (const Request& request : requests) names.push_back(name_of(request));
    const std::vector<Response> responses = host_.send(std::move(requests));
    for (std::size_t i = 0; i < all.size(); ++i)
      if (const std::string fault = fault_of(step, responses[i], all[i]); !fault.empty())
        return names[i] + fault;
    return "";
  }

  static std::string name_of(const Request& request) {
    return request.method + ' ' + std::string(cut(request.target, 200)) + ": ";
  }

  /// One request and its response; `cursor` is added to the target's query.
  std::string exchange(const Json& step, const std::string& cursor) {
    Request request = request_of(step["request"], variables_);
    if (!cursor.empty()) request.target += "&cursor=" + cursor;
    if (step.contains("cancel")) {
      host_.cancel(std::move(request), step["cancel"].get<std::string>(),
                   variables_["index"].get<std::int64_t>());
      return "";
    }
    const std::string name = name_of(request);
    const bool head = request.method == "HEAD";
    const Response response = host_.send({std::move(request)}).front();
    const std::string fault = head ? difference_in_head(step, response, variables_)
                                   : fault_of(step, response, variables_);
    return fault.empty() ? "" : name + fault;
  }

  std::string fault_of(const Json& step, const Response& response, const Variables& variables) {
    if (std::string fault = difference_in_head(step, response, variables); !fault.empty())
      return fault;
    // A page's body is matched as text.
    const Result<Json> body =
        step.value("text", false) ? Result<Json>(response.body) : parse_json(response.body);
    if (!body) return "the body is no JSON: " + body.error().message;
    last_ = *body;
    if (std::string fault = difference_in_body(step, *body, response.status, variables);
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
      cursor = percent_encoded(last_["next_cursor"].get<std::string>());
    }
    return "the pages do not end";
  }

  static constexpr int kMostPages = 100'000;
  static constexpr std::size_t kMostAtOnce = 200;
  const Host& host_;
  Variables variables_;
  Json last_;
};

/// Whether a request that came by a proxy needs a token here.
bool asks_for_tokens(const Host& host) {
  Request request;
  request.target = "/api/projects?limit=1";
  request.headers = {{"Forwarded", "for=192.0.2.1"}, {"Authorization", ""}};
  return host.send({std::move(request)}).front().status == 401;
}

}  // namespace

CaseResult run_case(const Json& one, const Host& host) {
  CaseResult result{.name = one.value("name", ""), .fault = "", .skipped = false};
  result.skipped = one.value("needs", "") == "tokens" && !asks_for_tokens(host);
  if (result.skipped) return result;
  Run run(one, host);
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
