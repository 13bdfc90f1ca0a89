#include "native/cli/desk.hpp"

#include <array>
#include <chrono>
#include <ctime>

#include "core/base/text.hpp"
#include "core/base/time.hpp"
#include "native/cli/text_width.hpp"

namespace baton::cli {
namespace {

std::int64_t milliseconds_now() {
  using namespace std::chrono;
  return duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count();
}

}  // namespace

void remark(Desk& desk, const std::string& text) {
  if (!desk.options.quiet) desk.notes.line(one_line(text));
}

bool printed_as_json(Desk& desk, const Answer& answer) {
  if (desk.options.json) desk.out.line(answer.body);
  return desk.options.json;
}

Answer answer_of(Json data) {
  Answer answer;
  answer.whole = Json{{"success", true}, {"data", std::move(data)}};
  answer.body = to_text(answer.whole);
  return answer;
}

void print_document(Output& output, std::string_view markdown) {
  const std::string text = shown(markdown);
  std::string styled;
  bool fenced = false;
  for (const std::string_view line : lines_of(text)) {
    if (line.starts_with("```")) fenced = !fenced;
    styled += output.styled(!fenced && line.starts_with('#') ? Style::bold : Style::plain, line);
    styled += '\n';
  }
  output.write(styled);
}

void print_list(Output& output, std::string_view heading, const std::vector<std::string>& items,
                std::size_t most) {
  if (items.empty()) return;
  output.line();
  output.line(output.styled(Style::bold, heading));
  const std::size_t columns = output.columns();
  for (std::size_t i = 0; i < items.size() && i < most; ++i) {
    const std::string item = one_line(items[i]);
    output.line("  - " + (columns > 8 ? fitted(item, columns - 4) : item));
  }
  if (items.size() > most) {
    const std::string more = "    and " + std::to_string(items.size() - most) + " more";
    output.line(output.styled(Style::dim, more));
  }
}

std::vector<std::string> texts_of(const Json& array) {
  std::vector<std::string> texts;
  for (const Json& item : array) {
    if (const auto* text = item.get_ptr<const std::string*>()) texts.push_back(*text);
  }
  return texts;
}

std::string counted(std::int64_t count, std::string_view one, std::string_view many) {
  std::string text = std::to_string(count) + ' ';
  if (count == 1) return text + std::string(one);
  return text + (many.empty() ? std::string(one) + 's' : std::string(many));
}

std::string local_time(std::string_view iso8601) {
  const auto milliseconds = from_iso8601(iso8601);
  if (!milliseconds) return "";
  const std::time_t seconds = *milliseconds / 1000;
  std::tm parts{};
  if (!localtime_r(&seconds, &parts)) return "";
  std::array<char, 32> text{};
  const std::size_t length = std::strftime(text.data(), text.size(), "%Y-%m-%d %H:%M", &parts);
  return {text.data(), length};
}

std::string duration(std::int64_t seconds) {
  const auto two = [](std::int64_t large, const char* one, std::int64_t small, const char* other) {
    std::string text = std::to_string(large) + one;
    return small ? text + ' ' + std::to_string(small) + other : text;
  };
  if (seconds < 60) return std::to_string(seconds) + " s";
  if (seconds < 3600) return two(seconds / 60, " min", seconds % 60, " s");
  return two(seconds / 3600, " h", seconds % 3600 / 60, " min");
}

std::string time_since(std::string_view iso8601) {
  const auto then = from_iso8601(iso8601);
  if (!then) return "";
  const std::int64_t minutes = (milliseconds_now() - *then) / 60'000;
  if (minutes < 1) return "less than a minute";
  if (minutes < 120) return std::to_string(minutes) + " min";
  if (minutes < 48 * 60) return std::to_string(minutes / 60) + " h";
  return std::to_string(minutes / (24 * 60)) + " days";
}

}  // namespace baton::cli
