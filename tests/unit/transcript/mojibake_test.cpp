#include "core/transcript/mojibake.hpp"

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "tests/catch.hpp"
#include "tests/support/transcripts.hpp"

using namespace baton;

namespace {

/// The upper halves of the code pages, from 0x80, in UTF-8; "" where a code page has nothing.
struct CodePage {
  const char* name;
  std::vector<std::string> upper;
};

std::string utf8(unsigned c) {
  std::string text;
  if (c < 0x800) {
    text += static_cast<char>(0xC0 | (c >> 6));
  } else {
    text += static_cast<char>(0xE0 | (c >> 12));
    text += static_cast<char>(0x80 | ((c >> 6) & 0x3F));
  }
  return text + static_cast<char>(0x80 | (c & 0x3F));
}

std::vector<std::string> characters_of(std::string_view text) {
  std::vector<std::string> characters;
  for (std::size_t at = 0; at < text.size();) {
    const auto lead = static_cast<unsigned char>(text[at]);
    const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    characters.emplace_back(text.substr(at, length));
    at += length;
  }
  return characters;
}

CodePage latin1() {
  CodePage page{"Latin-1", {}};
  for (unsigned c = 0x80; c < 0x100; ++c) page.upper.push_back(utf8(c));
  return page;
}

CodePage windows_1252() {
  CodePage page = latin1();
  page.name = "Windows-1252";
  const auto low = characters_of("€?‚ƒ„…†‡ˆ‰Š‹Œ?Ž??‘’“”•–—˜™š›œ?žŸ");
  for (std::size_t i = 0; i < low.size(); ++i)
    if (low[i] != "?") page.upper[i] = low[i];
  return page;
}

CodePage windows_1254() {
  CodePage page = windows_1252();
  page.name = "Windows-1254";
  page.upper[0xD0 - 0x80] = "Ğ";
  page.upper[0xDD - 0x80] = "İ";
  page.upper[0xDE - 0x80] = "Ş";
  page.upper[0xF0 - 0x80] = "ğ";
  page.upper[0xFD - 0x80] = "ı";
  page.upper[0xFE - 0x80] = "ş";
  return page;
}

CodePage mac_roman() {
  return {
      "Mac Roman",
      characters_of("ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûü†°¢£§•¶ß®©™´¨≠ÆØ∞±≤≥¥µ∂∑∏π∫ªºΩæø"
                    "¿¡¬√ƒ≈∆«»…\u00A0ÀÃÕŒœ–—“”‘’÷◊ÿŸ⁄€‹›ﬁﬂ‡·‚„‰ÂÊÁËÈÍÎÏÌÓÔ\uF8FFÒÚÛÙıˆ˜¯˘˙˚¸˝˛ˇ")};
}

const std::vector<CodePage>& code_pages() {
  static const std::vector<CodePage> pages = {windows_1252(), windows_1254(), latin1(),
                                              mac_roman()};
  return pages;
}

/// What becomes of UTF-8 that is read in a code page and written as UTF-8 again.
std::string misread(std::string_view text, const CodePage& page) {
  std::string wrong;
  for (char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x80)
      wrong += c;
    else
      wrong += page.upper[byte - 0x80];
  }
  return wrong;
}

std::string repaired(const std::string& text) { return repair_mojibake(text).text; }

/// Lines of words, emoji, boxes and accents, different for every seed; each has an emoji.
std::string damaged_lines(unsigned seed) {
  static const auto kParts = std::to_array<const char*>(
      {"done",    "café",    "naïve",  "Müller", "✅",        "❌",          "⚠️",        "🎯",
       "🏗️",      "├── src", "└── a",  "│",      "→ next",    "señor",       "Ångström", "“so”",
       "it’s",    "1–2",     "•",      "×3",     "20 °C",     "Zażółć",      "ışık",     "İzmir",
       "ağaç",    "Ελλάδα",  "привет", "日本語", "한국어 말", "👩‍💻", "≥ 5",      "naïve…",
       "C’était", "½",       "€ 5",    "§ 3",    "é",         "À",           "«oui»",    "Ó",
       "🇹🇷",      "█▓░",     "Viết",   "שלום"});
  std::uint64_t state = seed * 2654435761U + 12345;
  std::string text = "# 🚀 Start\n";
  for (int i = 0; i < 30; ++i) {
    state = state * 6364136223846793005U + 1442695040888963407U;
    text += kParts[(state >> 33) % kParts.size()];
    text += (state >> 20) % 4 == 0 ? "\n" : (state >> 20) % 4 == 1 ? "" : " ";
  }
  return text;
}

}  // namespace

TEST_CASE("a misread text is read right again, in every code page, once or twice") {
  for (const CodePage& page : code_pages()) {
    for (unsigned seed = 0; seed < 200; ++seed) {
      const std::string text = damaged_lines(seed);
      const std::string wrong = misread(text, page);
      INFO(page.name << " " << text);
      REQUIRE(repaired(wrong) == text);
      REQUIRE(repaired(misread(wrong, page)) == text);
    }
  }
}

TEST_CASE("right text stays right, whatever it holds") {
  for (unsigned seed = 0; seed < 500; ++seed) {
    const std::string text = damaged_lines(seed);
    const Demojibaked result = repair_mojibake(text);
    INFO(text);
    REQUIRE(result.text == text);
    REQUIRE(result.places == 0);
  }
}

TEST_CASE("repairing again changes nothing") {
  for (const CodePage& page : code_pages()) {
    for (unsigned seed = 0; seed < 100; ++seed) {
      // Right, wrong and wrong twice, in one text, with a byte lost.
      std::string text = damaged_lines(seed) + misread(damaged_lines(seed + 1), page) +
                         misread(misread(damaged_lines(seed + 2), page), code_pages()[0]);
      text.erase(text.size() / 2, 1);
      const std::string once = repaired(text);
      REQUIRE(repaired(once) == once);
    }
  }
}

TEST_CASE("certain places are repaired beside real accents") {
  struct Case {
    const char* wrong;
    const char* right;
  };
  const Case cases[] = {
      {"été âœ… fait, déjà", "été ✅ fait, déjà"},
      {"ğŸ”„ yapılıyor, çünkü", "🔄 yapılıyor, çünkü"},
      {"Zażółć â†’ gęślą", "Zażółć → gęślą"},
      {"Größe ‚úÖ für Ähnliches", "Größe ✅ für Ähnliches"},
      {"\uF8FFüéØ Ziel für alle", "🎯 Ziel für alle"},
      {"déjà cafÃ© noir", "déjà café noir"},
      {"déjà caf√© noir", "déjà café noir"},
      {"é donâ€™t", "é don’t"},
      {"é don‚Äôt", "é don’t"},
      {"é â””â”€â”€ a", "é └── a"},
      {"é ni√±o", "é niño"},
      {"Bj√∂rn, déjà", "Björn, déjà"},
      {"é Â« oui Â»", "é « oui Â»"},  // the closing one might be typed
      {"é 5,Â\u00A0km", "é 5,\u00A0km"},
      {"é Ð¿Ñ€Ð¸Ð²ÐµÑ‚", "é привет"},
      {"é ağŸ", "é ağŸ"},
      {"é 20 Â°C", "é 20 °C"},
      {"é mÅ‚ody", "é młody"},
  };
  for (const Case& each : cases) {
    INFO(each.wrong);
    CHECK(repaired(each.wrong) == each.right);
  }
}

TEST_CASE("what somebody may have typed stays") {
  for (const char* text : {"√",
                           "√2",
                           "1/√π",
                           "symbols ∑∆√π∞",
                           "¬π",
                           "≈π",
                           "é",
                           "Ã",
                           "“Ã” in words",
                           "MANHÃ…",
                           "\"MANHÃ”",
                           "IRMÃ»",
                           "NÃO",
                           "São João",
                           "côté…”",
                           "cliché—“quoted”",
                           "«É»",
                           "CAFÉ…",
                           "l’été",
                           "– öl",
                           "‚Ämter‘",
                           "‚Öö‘",
                           "‚Üür‘",
                           "«está»…",
                           "ESPAÑ”",
                           "„Ä“",
                           "Îles, «Î»",
                           "voilà…",
                           "dağ“",
                           "ÖÄÜ",
                           "Åå…",
                           "Жук «λ» ой",
                           "Ünlü şığ İĞ",
                           "Zażółć gęślą jaźń",
                           "Ελληνικά",
                           "日本語、中文",
                           "한국어",
                           "Tiếng Việt",
                           "résumé naïve 🎉 🚀",
                           "→ ✅ ⚠️ 🏗️ ├── └──",
                           "½ ± 3 °C × 2",
                           "Ô",
                           "‚",
                           "ﬁne",
                           "\uF8FF",
                           "³²¹",
                           "Â",
                           "Â la"}) {
    INFO(text);
    const Demojibaked result = repair_mojibake(text);
    CHECK(result.text == text);
    CHECK(result.places == 0);
  }
}

TEST_CASE("a damaged sequence stays exactly as it is") {
  // The hourglass lost its middle byte; the rest of the text is repaired.
  const Demojibaked result = repair_mojibake("âœ… done\nâ³ waiting\nâ†’ next\n");
  CHECK(result.text == "✅ done\nâ³ waiting\n→ next\n");
  CHECK(result.places == 2);
  for (const char* text : {"â³", "ðŸŽ", "‚ú", "\uF8FFüé", "üéØ", "âœ…â", "ï¸", "Ã", "â€"}) {
    INFO(text);
    CHECK(repaired(text) == text);
  }
}

TEST_CASE("an example in quotes is left alone, in a text that is otherwise right") {
  const char* text = "Fixed the import: `Ã©` is \"é\" again, déjà vu.";
  CHECK(repaired(text) == text);
  CHECK(repaired("name: \"âœ…\"\nother: `cafÃ©`\n") == "name: \"✅\"\nother: `café`\n");
}

TEST_CASE("a text that is misread as a whole is repaired as a whole") {
  CHECK(repaired("âœ… 2√") == "✅ 2√");
  CHECK(repaired("‚úÖ √π") == "✅ ù");
  CHECK(repaired("âœ… Ã“ Â»") == "✅ Ó »");
}

TEST_CASE("text that is not UTF-8, empty or enormous does no harm") {
  CHECK(repaired("") == "");
  CHECK(repaired("\xff\xfe\xe2") == "\xff\xfe\xe2");
  CHECK(repaired("\xf0\x9f") == "\xf0\x9f");
  std::string nested = "é";
  for (int i = 0; i < 8; ++i) nested = misread(nested, code_pages()[0]);
  CHECK(repaired("✅ " + nested).size() < nested.size());
  std::string large;
  for (int i = 0; i < 100'000; ++i) large += "âœ… Ã";
  CHECK(repaired(large).size() < large.size());
}

TEST_CASE("the seeds are repaired and the sample handoffs are left alone") {
  const auto seeds = test::samples_in("seeds");
  if (seeds.empty()) {
    WARN("no shared samples here: skipped");
    return;
  }
  for (const std::string& path : seeds) {
    const Demojibaked result = repair_mojibake(test::sample(path));
    INFO(path);
    CHECK(result.places > 10);
    for (const char* wrong : {"‚ú", "‚Üí", "\uF8FF", "âœ", "ğŸ", "Ô∏è"})
      CHECK(result.text.find(wrong) == std::string::npos);
  }
  for (const std::string& path : test::samples_in("samples/handoffs")) {
    const std::string text = test::sample(path);
    INFO(path);
    CHECK(repaired(text) == text);
  }
}
