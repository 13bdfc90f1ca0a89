#include "core/redact/anchors.hpp"

#include <algorithm>
#include <string>

#include "core/base/sort.hpp"

namespace baton::redact {
namespace {

constexpr std::string_view kNames[] = {
    "pass", "secr", "toke",  "cred", "auth", "_key", "-key", " key", "ikey",  "ekey",
    "tkey", "skey", "nkey",  "gkey", "rkey", "pkey", "hkey", "ckey", "ykey",  "kkey",
    "lkey", "dkey", "\"key", "'key", "?key", "&key", "pat=", "pat:", "pat\"",
};
constexpr std::string_view kAfterPwd = "=: \"'\\]|>";

/// The digits of a Discord id begin its token, in base64: three digits make four characters.
std::string base64_of_digits(int number) {
  static constexpr std::string_view kDigits =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  const int bytes =
      ('0' + number / 100) << 16 | ('0' + number / 10 % 10) << 8 | ('0' + number % 10);
  std::string text;
  for (int shift = 18; shift >= 0; shift -= 6)
    text += kDigits[static_cast<std::size_t>(bytes >> shift & 63)];
  return text;
}

}  // namespace

const Anchors& Anchors::all() {
  static const Anchors anchors;
  return anchors;
}

Anchors::Anchors() {
  add_tokens();
  add_forms();
  add_names();
  index();
}

void Anchors::add(std::string_view text, Anchor anchor) {
  // NOLINTNEXTLINE(bugprone-suspicious-stringview-data-usage): a word of what is at least that long
  anchor.word = word_at(text.data());
  anchor.order = anchors_.size();
  anchors_.push_back(anchor);
}

void Anchors::add_any(std::string_view three, Alphabet fourth, Anchor anchor) {
  for (int c = 1; c < 128; ++c) {
    const char last = static_cast<char>(c);
    if (fourth && !is(last, fourth)) continue;
    if (last == (last | 0x20)) add(std::string(three) + last, anchor);
  }
}

void Anchors::add_tokens() {
  for (const TokenRule& rule : token_rules()) {
    const Anchor anchor{.rule = &rule, .offset = rule.anchor, .by_form = true};
    const std::string_view text = rule.prefix.substr(rule.anchor);
    if (text.size() < 4)
      add_any(text, kUrlSafe, anchor);
    else
      add(text, anchor);
  }
}

void Anchors::add_forms() {
  const auto form = [](Finder find) { return Anchor{.find = find, .by_form = true}; };
  add("ntKey=", form(find_azure_key));
  add_any("eyJ", kUrlSafe, form(find_jwt));
  add("-BEGIN", form(find_private_key));
  add_any("://", 0, form(find_url_password));
  add("slack.com", form(find_slack_hook));
  add("ebhooks/", form(find_discord_hook));
  add("ebhookb2/", form(find_teams_hook));
  for (const std::string_view infix : {".atlasv1.", ".acc_", ".acc-", "_mmk", "-us1", "-us2"})
    add(infix, form(find_infix));
  for (const std::string_view id : {"2/12", "1/12", "0/12"}) add(id, form(find_asana_token));
  add("sig=", form(find_signature));
  add("5432:", form(find_pgpass));
  add("-Lines: ", form(find_putty_key));
  for (const std::string_view element : {"<D>", "<P>", "<Q>"})
    add_any(element, kBase64, form(find_xml_key));
  add("d\":\"", form(find_jwk));
  add("d\": \"", form(find_jwk));
  add("d\\\":", form(find_jwk));
  add("d\\\\\\", form(find_jwk));
  add_any(":AA", kUrlSafe, form(find_telegram_token));
  for (int number = 0; number < 1000; ++number)
    add(base64_of_digits(number), form(find_discord_token));
  const std::string hex = "0123456789abcdef";
  for (const char high : hex) {
    for (const char low : hex) {
      add(std::string("SK") + high + low, form(find_twilio_key));
      add(std::string("AC") + high + low, form(find_twilio_pair));
    }
  }
  for (const char digit : hex.substr(0, 10))
    add_any(std::string{digit, 'Q', '~'}, kUrlDot, form(find_azure_secret));
}

void Anchors::add_names() {
  add("[masked:", {.find = find_mask});
  add("arer", {.find = find_bearer});
  add("asic", {.find = find_basic});
  add("d BY", {.find = find_identified});
  add("ookie", {.find = find_cookie});
  add_any(" -u", 0, {.find = find_option});
  add_any(" -p", 0, {.find = find_option});
  add(" --user", {.find = find_option});
  add(" -a ", {.find = find_option});
  for (const std::string_view name : kNames) add(name, {.find = find_assignment});
  for (const char after : kAfterPwd) add(std::string("pwd") + after, {.find = find_assignment});
}

void Anchors::index() {
  sort_by(anchors_, [](const Anchor& a, const Anchor& b) {
    return a.word != b.word ? a.word < b.word : a.order < b.order;
  });
  for (std::size_t i = 0; i < anchors_.size(); ++i) {
    const std::uint32_t word = anchors_[i].word;
    if (i > 0 && anchors_[i - 1].word == word) continue;
    const std::uint32_t hash = hash_of(word);
    filter_[hash >> 6] |= std::uint64_t{1} << (hash & 63);
    std::size_t slot = hash % kSlots;
    while (slots_[slot]) slot = (slot + 1) % kSlots;
    slots_[slot] = static_cast<std::uint16_t>(i + 1);
  }
}

std::span<const Anchor> Anchors::of(std::uint32_t word) const {
  for (std::size_t slot = hash_of(word) % kSlots; slots_[slot]; slot = (slot + 1) % kSlots) {
    const std::size_t first = slots_[slot] - 1U;
    if (anchors_[first].word != word) continue;
    std::size_t end = first;
    while (end < anchors_.size() && anchors_[end].word == word) ++end;
    return {&anchors_[first], end - first};
  }
  return {};
}

namespace {

/// Tries the anchors at `at` in turn; the first one that finds something or moves on decides.
std::size_t visit(Scan& scan, std::size_t at, std::span<const Anchor> anchors, bool only_by_form) {
  for (const Anchor& anchor : anchors) {
    if (only_by_form && !anchor.by_form) continue;
    if (anchor.find) {
      const std::size_t next = anchor.find(scan, at);
      if (!scan.found.empty() || next > at + 1) return next;
    } else if (at >= anchor.offset && find_token(scan, at - anchor.offset, *anchor.rule)) {
      return scan.found.front().to;
    }
  }
  return at + 1;
}

}  // namespace

std::size_t next_secret(Scan& scan, std::size_t from, std::size_t to, bool only_by_form) {
  const Anchors& anchors = Anchors::all();
  const char* text = scan.text.data();
  for (std::size_t at = from; at + 4 <= to;) {
    const std::uint32_t word = Anchors::word_at(text + at);
    if (!anchors.may_hold(word)) {
      ++at;
      continue;
    }
    at = visit(scan, at, anchors.of(word), only_by_form);
    if (!scan.found.empty()) return at;
  }
  return to;
}

bool holds_known_secret(const Scan& scan, std::size_t from, std::size_t to) {
  constexpr std::size_t kSample = 256;
  Scan inner{.text = scan.text, .done = scan.done};
  next_secret(inner, from, std::min(to, from + kSample), true);
  return !inner.found.empty();
}

}  // namespace baton::redact
