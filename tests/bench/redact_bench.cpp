// How fast secrets are masked, against a bare search for line ends over the same text. One JSON
// object a line: {"name":…,"mb_per_s":…,"ratio":…}, medians of several passes, in processor time.
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstring>
#include <ctime>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "core/base/json.hpp"
#include "core/redact/redact.hpp"
#include "core/redact/tokens.hpp"

namespace baton {
namespace {

constexpr std::size_t kBytes = 32'000'000;
constexpr int kPasses = 7;

/// Writes what an assistant's transcript is made of.
class Transcript {
 public:
  std::string lines(std::size_t bytes, bool with_secrets) {
    std::string text;
    while (text.size() < bytes) text += line(with_secrets) + '\n';
    return text;
  }

 private:
  std::size_t below(std::size_t n) { return random_() % n; }

  std::string drawn(std::string_view alphabet, std::size_t size) {
    std::string text;
    while (text.size() < size) text += alphabet[below(alphabet.size())];
    return text;
  }

  std::string word() {
    static constexpr const char* kWords[] = {
        "the",     "request", "is",      "passed",  "to",    "handler", "which",      "returns",
        "token",   "count",   "session", "context", "file",  "build",   "error",      "test",
        "with",    "key",     "value",   "author",  "merge", "parser",  "state",      "from",
        "because", "should",  "and",     "a",       "of",    "in",      "middleware", "route",
        "config",  "cache",   "index",   "it"};
    return kWords[below(std::size(kWords))];
  }

  std::string prose() {
    std::string text;
    for (std::size_t left = 20 + below(120); left > 0; --left)
      text += word() + (below(12) ? " " : ". ");
    return text;
  }

  std::string code() {
    std::string text;
    for (std::size_t row = 1; row < 10 + below(60); ++row)
      text += "    " + std::to_string(row) + "\xE2\x86\x92" + "  const " + word() + " = await " +
              word() + "." + word() + "({ " + word() + ": \"" + word() + "/" + word() +
              ".ts\", id: " + std::to_string(below(10'000)) + " });\n";
    return text;
  }

  std::string output() {
    std::string text;
    for (std::size_t row = below(40); row > 0; --row)
      text += "-rw-r--r-- 1 user user " + std::to_string(below(100'000)) +
              " Nov 20 21:" + std::to_string(10 + below(50)) + " src/" + word() + "/" + word() +
              ".cpp\n" + drawn("0123456789abcdef", 40) + " " + word() + ": " + word() + "\n";
    return text;
  }

  std::string secret() {
    const std::string token =
        drawn("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789", 40);
    return "export API_TOKEN=" + token + "\ncurl -H 'Authorization: Bearer " + token + "'\n";
  }

  std::string line(bool with_secrets) {
    const std::string id = drawn("0123456789abcdef", 32);
    Json text = below(3) == 0 ? prose() : below(2) == 0 ? code() : output();
    if (with_secrets && below(20) == 0) text = secret() + text.get_ref<std::string&>();
    const Json content = {
        {{"type", "tool_result"}, {"tool_use_id", "toolu_" + id}, {"content", text}}};
    return to_text({{"uuid", id},
                    {"cwd", "/home/user/project"},
                    {"message", {{"role", "user"}, {"content", content}}},
                    {"usage", {{"input_tokens", below(9000)}, {"output_tokens", below(9000)}}}});
  }

  std::mt19937 random_{42};
};

std::size_t count_lines(const std::string& text) {
  std::size_t lines = 0;
  const char* at = text.data();
  const char* end = at + text.size();
  while (
      (at = static_cast<const char*>(std::memchr(at, '\n', static_cast<std::size_t>(end - at))))) {
    ++at;
    ++lines;
  }
  return lines;
}

template <class Work>
double megabytes_per_second(const std::string& text, Work work) {
  std::vector<double> seconds;
  for (int pass = 0; pass < kPasses; ++pass) {
    const std::clock_t start = std::clock();
    work(text);
    seconds.push_back(static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC);
  }
  std::ranges::nth_element(seconds, seconds.begin() + kPasses / 2);
  return static_cast<double>(text.size()) / seconds[kPasses / 2] / 1e6;
}

double speed_of(const std::string& text) {
  return megabytes_per_second(text, [](const std::string& t) {
    MaskCounts counts;
    return mask_secrets(t, counts).size();
  });
}

void report(const char* name, const std::string& text, double reference) {
  const double speed = speed_of(text);
  std::printf("{\"name\":\"%s\",\"mb_per_s\":%.0f,\"ratio\":%.3f}\n", name, speed,
              speed / reference);
}

/// A megabyte of what each rule looks for, of marks, and of one long word: the slowest ones.
void report_hostile() {
  std::vector<std::string> parts = {"\"",
                                    "=",
                                    "\\",
                                    "\\\"",
                                    "'",
                                    ":",
                                    "{",
                                    "a",
                                    " ",
                                    "\n",
                                    "/",
                                    "-",
                                    "_",
                                    "1",
                                    "f",
                                    "A1b2",
                                    "://",
                                    "://u:",
                                    "eyJ",
                                    "eyJaaaaaaaaaaaaa.",
                                    "Bearer ",
                                    "Basic ",
                                    "key",
                                    "key=",
                                    "=key",
                                    "API_KEY=",
                                    "password: ",
                                    "password=\"",
                                    "password='",
                                    "pwd=",
                                    "token",
                                    "\"d\":\"",
                                    "[masked:",
                                    "-----BEGIN PRIVATE KEY-----",
                                    "-----BEGIN PRIVATE KEY-----\nMIIE",
                                    "Cookie: a=b; ",
                                    "Cookie: a=",
                                    "sig=",
                                    "?sig=",
                                    ":5432:a:b:",
                                    "Private-Lines: 9\n",
                                    "<D>",
                                    "<P>AAAA",
                                    "2/12",
                                    ".atlasv1.",
                                    "-us1",
                                    "_mmk",
                                    "AccountKey=",
                                    "the password for a is ",
                                    " -p",
                                    "mysql -p",
                                    " -u a:b",
                                    "IDENTIFIED BY '",
                                    "expect(token).toBe(",
                                    "ENV TOKEN ",
                                    "login a password ",
                                    "token\" {default="};
  for (const redact::TokenRule& rule : redact::token_rules()) parts.emplace_back(rule.prefix);
  std::vector<std::pair<double, std::string>> speeds;
  for (const std::string& part : parts) {
    std::string text;
    while (text.size() < 1'000'000) text += part;
    speeds.emplace_back(speed_of(text), part);
  }
  std::ranges::sort(speeds);
  for (std::size_t i = 0; i < 5; ++i)
    std::printf("%s\n", to_text({{"name", "mask_secrets, 1 MB of " + speeds[i].second},
                                 {"mb_per_s", std::round(speeds[i].first)}})
                            .c_str());
}

void run() {
  const std::string clean = Transcript().lines(kBytes, false);
  const std::string dirty = Transcript().lines(kBytes, true);
  volatile std::size_t lines = 0;
  const double reference =
      megabytes_per_second(clean, [&](const std::string& text) { lines = count_lines(text); });
  std::printf("{\"name\":\"memchr over lines\",\"mb_per_s\":%.0f,\"ratio\":1}\n", reference);
  report("mask_secrets, transcript", clean, reference);
  report("mask_secrets, transcript with a secret in every twentieth line", dirty, reference);
  report_hostile();
}

}  // namespace
}  // namespace baton

int main() { baton::run(); }
