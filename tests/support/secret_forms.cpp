#include "tests/support/secret_forms.hpp"

#include <array>

#include "core/base/hash.hpp"
#include "core/base/text.hpp"

namespace baton::test {
namespace {

constexpr std::string_view kUppers = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
constexpr std::string_view kLowers = "abcdefghijklmnopqrstuvwxyz";
constexpr std::string_view kDigits = "0123456789";
constexpr std::string_view kBase62 =
    "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
constexpr std::string_view kBase64 =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::string_view kFormWords[] = {"maple",  "copper", "lantern", "orbit",
                                           "velvet", "harbor", "pickle",  "thunder",
                                           "quartz", "meadow", "falcon",  "puzzle"};

std::string alphabet_of(char letter) {
  switch (letter) {
    case 'd':
      return std::string(kDigits);
    case 'h':
      return "0123456789abcdef";
    case 'H':
      return "0123456789ABCDEF";
    case 'l':
      return std::string(kLowers) + std::string(kDigits);
    case 'u':
      return std::string(kUppers) + std::string(kDigits);
    case 'L':
      return std::string(kUppers) + std::string(kLowers);
    case 'U':
      return std::string(kUppers) + "234567";
    case 'b':
      return std::string(kBase64);
    case 's':
      return std::string(kBase62) + "-_";
    case 'w':
      return std::string(kBase62) + "_";
    case 'p':
      return std::string(kBase62) + "!@#%^*+?~-";
    default:
      return std::string(kBase62);
  }
}

constexpr std::string_view kNamedParts[] = {"{crc", "{uuid}", "{word}", "{jwt:", "{b64:", "{pem:"};

/// Whether it begins with a part rather than with a brace.
bool is_part(std::string_view form) {
  for (const std::string_view part : kNamedParts)
    if (form.starts_with(part)) return true;
  const std::size_t end = form.find_first_not_of(kDigits, std::min<std::size_t>(2, form.size()));
  return form.starts_with('{') && end > 2 && end != std::string_view::npos && form[end] == '}' &&
         is_letter(form[1]);
}

/// CRC-32 (ISO 3309), by which some vendors' scanners tell their tokens from others.
std::uint32_t crc32(std::string_view bytes) {
  std::uint32_t crc = ~0U;
  for (const char c : bytes) {
    crc ^= static_cast<unsigned char>(c);
    for (int bit = 0; bit < 8; ++bit) crc = (crc >> 1) ^ (crc & 1 ? 0xEDB88320U : 0U);
  }
  return ~crc;
}

std::string in_base(std::string_view digits, std::size_t base, std::uint32_t number,
                    std::size_t size) {
  std::string text;
  while (text.size() < size) {
    text.insert(text.begin(), digits[number % base]);
    number /= static_cast<std::uint32_t>(base);
  }
  return text;
}

std::string url_safe(std::string base64) {
  while (base64.ends_with('=')) base64.pop_back();
  for (char& c : base64) c = c == '+' ? '-' : c == '/' ? '_' : c;
  return base64;
}

std::string pem(std::string_view label, Draw& draw) {
  std::string text = "-----BEGIN " + std::string(label) + "-----\n";
  for (int line = 0; line < 6; ++line) text += draw.of(kBase64, 64) + '\n';
  return text + draw.of(kBase64, 30) + "==\n-----END " + std::string(label) + "-----";
}

class Writer {
 public:
  explicit Writer(Draw& draw) : draw_(draw) {}

  std::string text(std::string_view form) {
    std::string text;
    for (std::size_t at = 0; at < form.size(); ++at) {
      const std::size_t end = is_part(form.substr(at)) ? form.find('}', at) : at;
      text += end > at ? part(form.substr(at + 1, end - at - 1)) : std::string(1, form[at]);
      at = end;
    }
    return text;
  }

 private:
  std::string part(std::string_view part) {
    const std::string rest(part.substr(std::min(part.find(':') + 1, part.size())));
    if (part == "crc") return in_base(kBase62, 62, crc32(last_), 6);
    if (part == "crch") return in_base("0123456789abcdef", 16, crc32(last_), 8);
    if (part == "crcH") return in_base("0123456789ABCDEF", 16, crc32(last_), 8);
    if (part == "crc36")
      return in_base("0123456789abcdefghijklmnopqrstuvwxyz", 36, crc32(last_), 7);
    if (part == "uuid") return text("{h8}-{h4}-4{h3}-a{h3}-{h12}");
    if (part == "word") return words();
    if (part.starts_with("jwt:")) return jwt(rest);
    if (part.starts_with("b64:"))
      return base64_of(replaced(text(replaced(rest, "<>", "{}")), "()", "{}"));
    if (part.starts_with("pem:")) return pem(rest, draw_);
    last_ = draw_.of(alphabet_of(part[0]),
                     static_cast<std::size_t>(whole_number(part.substr(1)).value_or(0)));
    return last_;
  }

  std::string words() {
    std::string text;
    for (int i = 0; i < 4; ++i) text += std::string(draw_.one_of(kFormWords)) + '-';
    return text + draw_.of(kDigits, 4);
  }

  std::string jwt(const std::string& claims) {
    const std::string payload = R"({"sub":")" + draw_.of(kDigits, 10) + R"(",)" + claims + "}";
    return url_safe(base64_of(R"({"alg":"HS256","typ":"JWT"})")) + '.' +
           url_safe(base64_of(payload)) + '.' + draw_.of(alphabet_of('s'), 43);
  }

  static std::string replaced(std::string text, std::string_view signs, std::string_view by) {
    for (char& c : text)
      if (const std::size_t at = signs.find(c); at != std::string_view::npos) c = by[at];
    return text;
  }

  Draw& draw_;
  std::string last_;
};

}  // namespace

std::string Draw::of(std::string_view alphabet, std::size_t size) {
  std::string text;
  while (text.size() < size) text += alphabet[below(alphabet.size())];
  return text;
}

std::string base64_of(std::string_view bytes) {
  std::string text;
  for (std::size_t at = 0; at < bytes.size(); at += 3) {
    std::uint32_t group = 0;
    for (std::size_t i = 0; i < 3; ++i)
      group = group << 8 | (at + i < bytes.size() ? static_cast<unsigned char>(bytes[at + i]) : 0U);
    for (std::size_t i = 0; i < 4; ++i)
      text += at + i > bytes.size() ? '=' : kBase64[group >> (18 - 6 * i) & 63];
  }
  return text;
}

std::string text_of(std::string_view form, Draw& draw) { return Writer(draw).text(form); }

Planted written(std::string_view form, Draw& draw) {
  const std::string text = text_of(form, draw);
  const std::size_t first = text.find('|');
  if (first == std::string::npos) return {"", text, ""};
  const std::size_t second = text.find('|', first + 1);
  return {text.substr(0, first), text.substr(first + 1, second - first - 1),
          text.substr(second + 1)};
}

}  // namespace baton::test
