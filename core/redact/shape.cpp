#include "core/redact/shape.hpp"

#include <array>
#include <cmath>
#include <cstdint>
#include <numbers>

#include "core/redact/characters.hpp"

namespace baton::redact {
namespace {

constexpr std::size_t kShapeSample = 128;
constexpr std::size_t kLeastLetters = 16;

double entropy_of(const std::array<std::uint16_t, 256>& counts, std::size_t size) {
  double nats = 0;
  for (const std::uint16_t count : counts) {
    if (!count) continue;
    const double share = static_cast<double>(count) / static_cast<double>(size);
    // log1p brings no table of six kilobytes into the WebAssembly module, as log and log2 do.
    nats -= share * std::log1p(share - 1);
  }
  return nats * std::numbers::log2e;
}

bool is_joint(char c) {
  return is(c, kUrlDot | kTilde | kPlusSlash | kEqual) || c == '%' || c == ':';
}

void count_kind(char c, Shape& shape) {
  if (is(c, kDigit))
    ++shape.digits;
  else if (is(c, kLower))
    ++shape.lowers;
  else if (is(c, kUpper))
    ++shape.uppers;
  else if (is_joint(c))
    ++shape.joints;
  if (!is(c, kHex | kDash)) shape.hex = false;
}

void count_neighbours(char before, char here, Shape& shape) {
  if (is(before, kLower) && is(here, kUpper)) ++shape.rises;
  if (is(before, kLetter) && is(here, kLetter) && is(before, kLower) != is(here, kLower))
    ++shape.case_changes;
  if ((is(before, kDigit) && is(here, kLetter)) || (is(before, kLetter) && is(here, kDigit)))
    ++shape.changes;
}

/// The letters of `Word`, `word` and `WORD` runs of four and more.
std::size_t letters_in_words(std::string_view value) {
  std::size_t letters = 0;
  for (std::size_t at = 0; at < value.size();) {
    const std::size_t start = at;
    if (is(value[at], kUpper)) ++at;
    std::size_t end = run_end(value, at, kLower);
    if (end == at) end = run_end(value, at, kUpper);
    if (end - start >= 4) letters += end - start;
    at = end > start ? end : start + 1;
  }
  return letters;
}

/// Mixed as camelCase never is.
bool is_random_letters(const Shape& shape) {
  return shape.size >= kLeastLetters && shape.entropy >= 3.3 && shape.joints * 10 <= shape.size &&
         shape.in_words * 2 <= shape.size && shape.rises * 6 >= shape.size;
}

}  // namespace

Shape shape_of(std::string_view value) {
  value = value.substr(0, kShapeSample);
  Shape shape{.size = value.size()};
  std::array<std::uint16_t, 256> counts{};
  char before = '\0';
  for (const char c : value) {
    if (!counts[static_cast<unsigned char>(c)]++) ++shape.distinct;
    count_kind(c, shape);
    count_neighbours(before, c, shape);
    before = c;
  }
  shape.in_words = letters_in_words(value);
  shape.entropy = value.empty() ? 0 : entropy_of(counts, value.size());
  return shape;
}

bool looks_random(const Shape& shape, std::size_t least) {
  if (shape.size < least || shape.symbols() * 10 > shape.size) return false;
  if (shape.letters() * 8 < shape.size || shape.reads_as_words()) return false;
  if (!shape.digits) return is_random_letters(shape);
  return shape.entropy >= (shape.hex ? 2.8 : shape.size < 20 ? 3.0 : 3.3);
}

bool looks_random(std::string_view value, std::size_t least) {
  return value.size() >= least && looks_random(shape_of(value), least);
}

}  // namespace baton::redact
