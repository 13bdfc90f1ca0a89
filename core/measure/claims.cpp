#include "core/measure/claims.hpp"

#include <algorithm>

#include "core/base/text.hpp"
#include "core/measure/words.hpp"

namespace baton::measured {
namespace {

using Kind = TextClaim::Kind;
constexpr std::string_view kCut = "…";

/// Whether a line's last word was cut off.
std::string_view whole_part(std::string_view span) {
  const std::size_t cut_at = span.find(kCut);
  if (cut_at == std::string_view::npos) return span;
  const std::size_t blank = span.substr(0, cut_at).rfind(' ');
  return blank == std::string_view::npos ? "" : span.substr(0, blank);
}

bool is_identifier(std::string_view span) {
  return span.size() > 2 && span.size() < 80 &&
         (is_letter(span[0]) || span[0] == '_' || span[0] == '$') &&
         std::all_of(
             span.begin(), span.end(),
             [](char c) {
               return is_letter(c) || is_digit(c) || c == '_' || c == '$' || c == '-' || c == '.';
             });
}

void add_span(std::string_view span, std::vector<TextClaim>& claims) {
  const std::string_view whole = trimmed(whole_part(span));
  if (whole.empty()) return;
  if (whole.find(' ') != std::string_view::npos)
    claims.push_back({Kind::command, std::string(whole)});
  else if (is_identifier(whole) && !looks_like_path(whole) && whole.size() == trimmed(span).size())
    claims.push_back({Kind::identifier, std::string(whole)});
}

void add_spans(std::string_view line, std::vector<TextClaim>& claims) {
  for (std::size_t at = line.find('`'); at != std::string_view::npos;) {
    const std::size_t end = line.find('`', at + 1);
    if (end == std::string_view::npos) return;
    add_span(line.substr(at + 1, end - at - 1), claims);
    at = line.find('`', end + 1);
  }
}

void add_words(std::string_view line, std::vector<TextClaim>& claims) {
  each_word(line, [&](std::string_view word) {
    const auto after = static_cast<std::size_t>(word.data() - line.data()) + word.size();
    if (line.substr(after).starts_with(kCut)) return;
    if (looks_like_commit(word))
      claims.push_back({Kind::commit, std::string(word)});
    else if (looks_like_path(word))
      claims.push_back({Kind::path, std::string(word)});
  });
}

}  // namespace

std::vector<TextClaim> text_claims(std::string_view text) {
  std::vector<TextClaim> claims;
  for (const std::string_view line : lines_of(text)) {
    add_words(line, claims);
    add_spans(line, claims);
  }
  std::sort(claims.begin(), claims.end(), [](const TextClaim& a, const TextClaim& b) {
    return a.kind != b.kind ? a.kind < b.kind : a.text < b.text;
  });
  const auto same = [](const TextClaim& a, const TextClaim& b) {
    return a.kind == b.kind && a.text == b.text;
  };
  claims.erase(std::unique(claims.begin(), claims.end(), same), claims.end());
  return claims;
}

bool grounds(const Vocabulary& session, const Vocabulary& known, const TextClaim& claim) {
  for (const Vocabulary* one : {&session, &known}) {
    if (claim.kind == Kind::path && one->has_path(claim.text)) return true;
    if (claim.kind == Kind::commit && (one->has_commit(claim.text) || one->has_word(claim.text)))
      return true;
    if (claim.kind == Kind::command && one->has_sequence(claim.text)) return true;
    if (claim.kind == Kind::identifier && one->has_word(claim.text)) return true;
  }
  return false;
}

}  // namespace baton::measured
