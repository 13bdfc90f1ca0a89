// Search over 91,604 documents of about 700 bytes, and saving 200 turns.
#include <unistd.h>

#include <filesystem>

#include "core/base/text.hpp"
#include "tests/support/filled_store.hpp"
#include "tests/support/measure.hpp"

namespace {

using namespace baton;

constexpr int kDocuments = 91'604;
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
    times.push_back(test::milliseconds([&] { test::call(database, "GET", target); }));
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
    const test::Filled filled = test::fill_store(*database, kDocuments);
    test::report("saving 200 turns of 700 bytes", test::median(filled.saves), "ms", "<= 5 ms");
    search(*database, filled.samples, false);
    search(*database, filled.samples, true);
    test::report("database / text",
                 static_cast<double>(std::filesystem::file_size(path)) / (kDocuments * 700.0), "",
                 "");
  }
  for (const char* suffix : {"", "-wal", "-shm"}) std::filesystem::remove(path + suffix);
}
