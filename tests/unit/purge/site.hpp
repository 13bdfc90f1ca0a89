#pragma once
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>
#include <vector>

#include "core/base/json.hpp"
#include "core/base/text.hpp"
#include "native/host.hpp"
#include "tests/catch.hpp"
#include "tests/support/folder.hpp"
#include "tests/support/history.hpp"

namespace baton::test {

/// A database in a file, and the application on it.
class Site {
 public:
  Site() : path_(folder_.path() + "/baton.db") { open(); }

  void open() { database_ = std::make_unique<native::Database>(*native::Database::open(path_)); }

  native::Database& database() { return *database_; }

  Response send(std::string method, std::string target, std::string body) {
    Request request;
    request.method = std::move(method);
    request.target = std::move(target);
    if (!body.empty() && body != "null") {
      request.headers.emplace_back("Content-Type", "application/json");
      request.body = std::move(body);
    }
    Context context;
    return native::call(*database_, context, std::move(request));
  }

  Json call(std::string method, std::string target, const Json& body = nullptr) {
    const Response response = send(std::move(method), std::move(target), to_text(body));
    INFO(response.body);
    REQUIRE(response.status < 300);
    return *parse_json(response.body);
  }

  Rows run(std::string sql, std::vector<Value> parameters = {}) {
    const auto reply = database_->run({{{std::move(sql), std::move(parameters)}}});
    if (!reply) FAIL(reply.error().message);
    return reply->front();
  }

  Json purge(const Json& job) {
    for (int calls = 0; calls < 1000; ++calls) {
      Json data = call("POST", "/api/admin/purge", job).at("data");
      if (data.at("done").get<bool>()) return data;
    }
    FAIL("the purge does not end");
    return {};
  }

  /// All that a scan finds.
  Json found() {
    Json all = Json::array();
    std::string cursor;
    do {
      const Json page = call("GET", "/api/admin/secrets?cursor=" + cursor);
      for (const Json& one : page.at("data").at("found")) all.push_back(one);
      cursor = page.value("next_cursor", "");
    } while (!cursor.empty());
    return all;
  }

  /// Whether the part stands in a file of the database, without regard to case.
  bool holds(const std::string& part) {
    bool any = false;
    for (const auto& file : std::filesystem::directory_iterator(folder_.path())) {
      std::ifstream stream(file.path(), std::ios::binary);
      const std::string bytes((std::istreambuf_iterator<char>(stream)), {});
      any = any || contains(lowered(bytes), lowered(part));
    }
    return any;
  }

  std::vector<std::string> projections() {
    std::vector<std::string> all;
    for (const std::string& query : test::projection_queries())
      for (const Row& row : run(query))
        for (const Value& value : row)
          if (const auto* text = std::get_if<std::string>(&value)) all.push_back(*text);
    return all;
  }

 private:
  test::Folder folder_;
  std::string path_;
  std::unique_ptr<native::Database> database_;
};

}  // namespace baton::test
