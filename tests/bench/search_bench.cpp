// Search over 91,604 documents of about 700 bytes, and saving 200 turns.
#include <unistd.h>

#include <filesystem>

#include "core/base/json.hpp"
#include "core/base/text.hpp"
#include "native/host.hpp"
#include "tests/support/measure.hpp"
#include "tests/support/words.hpp"

namespace {

using namespace baton;

constexpr int kDocuments = 91'604;
constexpr int kPerSession = 200;

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

/// Fills the store; the answer are the milliseconds of each save of 200 turns.
std::vector<double> fill(native::Database& database, test::Words& words,
                         std::vector<std::string>& sample) {
  std::vector<double> times;
  const Json project = call(database, "POST", "/api/projects", R"({"name":"bench"})");
  for (int done = 0; done < kDocuments;) {
    const Json session =
        call(database, "POST", "/api/sessions/create", to_text({{"project_id", project["id"]}}));
    Json turns = Json::array();
    for (int i = 0; i < kPerSession && done < kDocuments; ++i, ++done) {
      const std::string text = words.text(700);
      if (done % 90 == 0) sample.push_back(text);
      turns.push_back({{"role", i % 2 ? "assistant" : "user"}, {"content", text}});
    }
    const std::string body =
        to_text({{"session_id", session["data"]["session_id"]}, {"conversation", turns}});
    times.push_back(
        test::milliseconds([&] { call(database, "POST", "/api/conversations/save", body); }));
  }
  return times;
}

std::string query_of(const std::string& document, std::size_t words, unsigned offset) {
  const auto all = lines_of(document);
  std::vector<std::string> parts;
  std::string word;
  for (const char c : document + " ") {
    if (c != ' ')
      word += c;
    else if (!word.empty())
      parts.push_back(std::exchange(word, {}));
  }
  std::string query;
  for (std::size_t i = 0; i < words; ++i)
    query += (i ? "+" : "") + parts[(offset * 7 + i * 13) % parts.size()];
  return query;
}

void search(native::Database& database, const std::vector<std::string>& sample, bool single) {
  std::vector<double> times;
  for (unsigned i = 0; i < sample.size(); ++i) {
    const std::size_t words = single ? 1 : 1 + i % 4;
    const std::string target = "/api/search?q=" + query_of(sample[i], words, i);
    times.push_back(test::milliseconds([&] { call(database, "GET", target, {}); }));
  }
  const std::string name =
      single ? "search, one word of a document" : "search, 1-4 words of a document";
  test::report((name + ", median").c_str(), test::median(times), "ms", single ? "" : "<= 5 ms");
  test::report((name + ", p99").c_str(), test::quantile(times, 0.99), "ms",
               single ? "" : "<= 20 ms");
}

}  // namespace

int main() {
  const std::string path = (std::filesystem::temp_directory_path() /
                            ("baton-search-" + std::to_string(getpid()) + ".db"))
                               .string();
  {
    auto database = native::Database::open(path);
    if (!database) return 1;
    test::Words words(7);
    std::vector<std::string> sample;
    const auto saves = fill(*database, words, sample);
    test::report("saving 200 turns of 700 bytes", test::median(saves), "ms", "<= 5 ms");
    search(*database, sample, false);
    search(*database, sample, true);
    test::report("database / text",
                 static_cast<double>(std::filesystem::file_size(path)) / (kDocuments * 700.0), "",
                 "");
  }
  for (const char* suffix : {"", "-wal", "-shm"}) std::filesystem::remove(path + suffix);
}
