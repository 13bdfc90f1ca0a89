// How much of a generated corpus is masked: of secrets, and of what only looks like some. The
// corpus (tests/support) knows nothing of the rules; what no rule knows counts as missed.
#include <map>

#include "core/redact/characters.hpp"
#include "tests/support/ordinary_texts.hpp"
#include "tests/support/secret_contexts.hpp"
#include "tests/support/secret_forms.hpp"
#include "tests/unit/redact/redact_check.hpp"

namespace baton {
namespace {

using test::Draw;
using test::Occurrence;

struct Rate {
  std::size_t hits = 0;
  std::size_t of = 0;
  double share() const { return static_cast<double>(hits) / static_cast<double>(of); }
};

struct Rates {
  Rate all;
  std::map<std::string, Rate, std::less<>> by_kind;
  std::map<std::string, Rate, std::less<>> by_context;

  void add(std::string_view kind, std::string_view context, bool hit) {
    for (Rate* rate : {&all, &by_kind[std::string(kind)], &by_context[std::string(context)]}) {
      rate->hits += hit ? 1 : 0;
      ++rate->of;
    }
  }
};

/// Whether a part of the secret that could be used still stands in the text.
bool leaks(std::string_view masked, std::string_view secret) {
  constexpr std::size_t kPiece = 12;
  if (secret.size() <= kPiece) return masked.find(secret) != std::string_view::npos;
  for (std::size_t at = 0; at + kPiece <= secret.size(); ++at) {
    const std::string_view piece = secret.substr(at, kPiece);
    const bool is_mark = piece.find_first_of("\\ \n") != std::string_view::npos ||
                         piece.find("---") != std::string_view::npos;
    if (!is_mark && masked.find(piece) != std::string_view::npos) return true;
  }
  return false;
}

/// The kinds and contexts whose rate is not what it should be.
std::string report(const Rates& rates, double goal) {
  std::string text;
  const auto add = [&](const std::string& name, const Rate& rate) {
    if (rate.share() != goal)
      text += name + ": " + std::to_string(rate.hits) + " of " + std::to_string(rate.of) + '\n';
  };
  for (const auto& [name, rate] : rates.by_kind) add("kind " + name, rate);
  for (const auto& [name, rate] : rates.by_context) add("context " + name, rate);
  return text;
}

void measure(std::string_view kind, const std::vector<Occurrence>& occurrences, Rates& rates) {
  for (const Occurrence& occurrence : occurrences) {
    const std::string masked = mask(occurrence.text);
    rates.add(kind, occurrence.context, !leaks(masked, occurrence.secret));
    if (mask(masked) != masked) CHECK(mask(masked) == masked);
  }
}

constexpr std::uint64_t kSeeds = 2;
constexpr std::size_t kLeastKinds = 60;
constexpr double kLeastMasked = 0.98;
constexpr double kMostOrdinary = 0.01;

TEST_CASE("of the secrets of a corpus at least 98 % are masked") {
  Rates rates;
  for (std::uint64_t seed = 1; seed <= kSeeds; ++seed) {
    Draw draw(seed);
    for (const auto& kind : test::kinds_by_form()) {
      const std::string secret = written(kind.form, draw).secret;
      measure(kind.name, test::without_name(secret), rates);
      if (secret.find('\n') == std::string::npos)
        measure(kind.name, test::with_name(kind.variable, secret), rates);
    }
    for (const auto& kind : test::kinds_by_name())
      measure(kind.name, test::with_name(kind.variable, written(kind.form, draw).secret), rates);
    for (int times = 0; times < 20; ++times)
      for (const auto& kind : test::kinds_by_place())
        measure(kind.name, test::in_place(written(kind.form, draw)), rates);
  }
  INFO(report(rates, 1));
  CHECK(rates.by_kind.size() >= kLeastKinds);
  CHECK(rates.all.share() >= kLeastMasked);
}

TEST_CASE("of ordinary texts at most 1 % are masked") {
  Rates rates;
  Draw draw(3);
  for (int times = 0; times < 100; ++times)
    for (const auto& kind : test::ordinary_kinds()) {
      const std::string text = text_of(kind.form, draw);
      const std::string masked = mask(text);
      rates.add(kind.name, "", masked != text);
    }
  INFO(report(rates, 0));
  CHECK(rates.all.share() <= kMostOrdinary);
}

}  // namespace
}  // namespace baton
