#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>

#include "core/base/text.hpp"
#include "core/handoff/handoff.hpp"
#include "tests/catch.hpp"
#include "tests/support/handoff_documents.hpp"
#include "tests/unit/handoff/random_handoff.hpp"
#include "tests/unit/handoff/words_of.hpp"

namespace baton {
namespace {

/// With the newlines of texts that are rendered as JSON.
std::string with_newlines(std::string text) {
  for (std::size_t at = 0; (at = text.find("\\n", at)) != std::string::npos; at += 2)
    text.replace(at, 2, "\n ");
  return text;
}

/// The words of `document` that its reading, rendered again, does not have.
std::string lost_words(std::string_view document) {
  std::set<std::string> kept;
  const std::string rendered = render_markdown(parse_handoff(document));
  const std::string both = rendered + '\n' + with_newlines(rendered);
  for (std::string_view line : lines_of(both)) {
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

TEST_CASE("no line of a document as people write it is lost, and its reading is stable") {
  for (unsigned seed = 0; seed < 4000; ++seed) {
    const std::string document = HandoffDocuments(seed).next();
    const std::string lost = lost_words(document);
    CAPTURE(seed, document, lost);
    REQUIRE(lost.empty());
    const Handoff once = parse_handoff(document);
    REQUIRE((parse_handoff(render_markdown(once)) == once));
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
