#include "tests/support/filled_store.hpp"

#include <algorithm>
#include <cstdio>
#include <cstdlib>

#include "tests/support/measure.hpp"
#include "tests/support/words.hpp"

namespace baton::test {
namespace {

constexpr int kPerSession = 200;
constexpr std::size_t kTurnBytes = 700;
constexpr int kSampleEvery = 90;

}  // namespace

Json call(native::Database& database, std::string method, std::string target, std::string body) {
  Context context;
  Request request;
  request.method = std::move(method);
  request.target = std::move(target);
  request.body = std::move(body);
  const Response response = native::call(database, context, std::move(request));
  if (response.status != 200) {
    std::fprintf(stderr, "%s\n", response.body.c_str());
    std::exit(1);
  }
  auto json = parse_json(response.body);
  return json ? *std::move(json) : Json();
}

Filled fill_store(native::Database& database, int turns) {
  Filled filled;
  Words words(7);
  const Json project = call(database, "POST", "/api/projects", R"({"name":"bench"})");
  for (int done = 0; done < turns;) {
    const Json session =
        call(database, "POST", "/api/sessions/create", to_text({{"project_id", project["id"]}}));
    Json conversation = Json::array();
    for (int i = 0; i < kPerSession && done < turns; ++i, ++done) {
      const std::string text = words.text(kTurnBytes);
      if (done % kSampleEvery == 0) filled.samples.push_back(text);
      conversation.push_back({{"role", i % 2 ? "assistant" : "user"}, {"content", text}});
    }
    const std::string body =
        to_text({{"session_id", session["data"]["session_id"]}, {"conversation", conversation}});
    filled.saves.push_back(
        milliseconds([&] { call(database, "POST", "/api/conversations/save", body); }));
  }
  return filled;
}

}  // namespace baton::test
