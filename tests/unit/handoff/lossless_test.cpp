#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>

#include "core/base/text.hpp"
#include "core/handoff/handoff.hpp"
#include "tests/catch.hpp"
#include "tests/unit/handoff/random_handoff.hpp"
#include "tests/unit/handoff/words_of.hpp"

namespace baton {
namespace {

/// The words of `document` that its reading, rendered again, does not have.
std::string lost_words(std::string_view document) {
  std::set<std::string> kept;
  for (std::string_view line : lines_of(render_markdown(parse_handoff(document)))) {
    for (const std::string& word : words_of(line)) kept.insert(word);
    for (const std::string& word : words_of(std::string("x ") + std::string(line)))
      kept.insert(word);
  }
  if (document.starts_with("\xEF\xBB\xBF")) document.remove_prefix(3);
  std::string lost;
  for (std::string_view line : lines_of(document))
    for (const std::string& word : words_of(line))
      if (!kept.contains(word)) lost += word + " [" + std::string(line) + "]\n";
  return lost;
}

TEST_CASE("no word of a generated document is lost") {
  for (unsigned seed = 0; seed < 6000; ++seed) {
    const std::string document = RandomHandoff(seed).document();
    const std::string lost = lost_words(document);
    CAPTURE(seed, document, lost);
    REQUIRE(lost.empty());
  }
}

/// Where real documents lie, if they do: given, or beside the checkout.
std::filesystem::path shared_folder() {
  if (const char* given = std::getenv("BATON_SHARED")) return given;
  for (const char* up : {"..", "../..", "../../..", "../../../.."}) {
    std::filesystem::path folder = std::filesystem::path(up) / "shared";
    std::error_code error;
    if (std::filesystem::is_directory(folder / "samples", error)) return folder;
  }
  return "shared";
}

std::string content_of(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

TEST_CASE("no word of a real document is lost") {
  int documents = 0;
  for (const char* folder : {"samples/handoffs", "samples/stories"}) {
    std::error_code error;
    for (const auto& entry :
         std::filesystem::recursive_directory_iterator(shared_folder() / folder, error)) {
      if (entry.path().extension() != ".md") continue;
      std::int64_t replaced = 0;
      const std::string lost = lost_words(repaired_utf8(content_of(entry.path()), replaced));
      CAPTURE(entry.path().filename().string(), lost);
      CHECK(lost.empty());
      ++documents;
    }
  }
  if (documents == 0) WARN("no real documents here (set BATON_SHARED); skipped");
}

}  // namespace
}  // namespace baton
