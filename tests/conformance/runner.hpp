#pragma once
#include <functional>
#include <string>
#include <vector>

#include "core/base/json.hpp"
#include "core/http/message.hpp"

namespace baton::conformance {

/// What answers the cases' requests: the core in process, or whatever else a test stands behind it.
struct Host {
  /// Answers requests that are under way at the same time, one response each.
  std::function<std::vector<Response>(std::vector<Request>)> send;
  /// Sends a request and goes away: `where` is a step's `cancel`, `index` counts from 1.
  std::function<void(Request, const std::string& where, std::int64_t index)> cancel;
};

struct CaseResult {
  std::string name;
  std::string fault;     ///< "" if the case holds; else the step, the request and what differs
  bool skipped = false;  ///< the host lacks what the case needs
};

/// Runs one case of a file; see tests/conformance/README.md for what it may say.
CaseResult run_case(const Json& one, const Host& host);

/// The files of tests/conformance/cases, sorted: their paths. Empty if they are not found from the
/// working directory upwards.
std::vector<std::string> case_files();

/// A file's JSON; null if it cannot be read.
Json read_json_file(const std::string& path);

}  // namespace baton::conformance
