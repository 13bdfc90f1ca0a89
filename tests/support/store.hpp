#pragma once
#include <string>
#include <utility>
#include <vector>

#include "core/base/json.hpp"
#include "native/host.hpp"

namespace baton::test {

/// A fresh store in memory, and the application on it.
class Store {
 public:
  Store();

  /// Sends a request; `status` is checked by the caller through `last_status`.
  Json call(std::string method, std::string target, const Json& body = nullptr);
  Json send(Request request);
  int last_status() const { return last_.status; }
  const Response& last() const { return last_; }

  /// The rows of one statement, each as text joined by '|'.
  std::vector<std::string> rows(std::string sql);
  Batch::Reply run(std::vector<Statement> statements);
  native::Database& database() { return database_; }
  Context& context() { return context_; }

 private:
  native::Database database_;
  Context context_;
  Response last_;
};

/// A value as text: NULL, numbers, strings.
std::string to_string(const Value& value);

}  // namespace baton::test
