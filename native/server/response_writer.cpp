#include "native/server/response_writer.hpp"

#include <algorithm>
#include <array>
#include <boost/beast/http/status.hpp>
#include <charconv>
#include <ostream>

#include "core/http/secure_headers.hpp"
#include "native/server/fields.hpp"

namespace baton::native {
namespace {

void append_number(std::string& out, std::size_t number) {
  std::array<char, 20> digits;
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
  out.append(digits.data(), end);
}

void append_field(std::string& out, std::string_view name, std::string_view value) {
  out.append(name).append(": ").append(value).append("\r\n");
}

bool has_control(std::string_view text) {
  return std::ranges::any_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x20; });
}

/// Fields that the host decides alone.
bool is_ours(std::string_view name) {
  return same_word(name, "Content-Length") || same_word(name, "Connection") ||
         same_word(name, "Transfer-Encoding") || same_word(name, "Date");
}

void append_status_line(std::string& out, int status) {
  const auto reason = boost::beast::http::obsolete_reason(
      static_cast<boost::beast::http::status>(static_cast<unsigned>(status)));
  out.append("HTTP/1.1 ");
  append_number(out, static_cast<std::size_t>(status));
  out.append(" ").append(reason).append("\r\n");
}

bool has_field(const Response& response, std::string_view name) {
  return std::ranges::any_of(response.headers,
                             [&](const auto& field) { return same_word(field.first, name); });
}

void append_fields_of(std::string& out, const Response& response) {
  for (const auto& [name, value] : response.headers)
    if (!is_ours(name) && !has_control(name) && !has_control(value)) append_field(out, name, value);
  for (const auto& [name, value] : kDefaultHeaders)
    if (!has_field(response, name)) append_field(out, name, value);
  for (const auto& [name, value] : kSecureHeaders) append_field(out, name, value);
}

}  // namespace

std::string HttpDate::format(std::time_t seconds) {
  constexpr std::array<const char*, 7> days{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  constexpr std::array<const char*, 12> months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                               "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  std::tm time{};
  gmtime_r(&seconds, &time);
  std::array<char, 64> text;
  const int length = std::snprintf(text.data(), text.size(), "%s, %02d %s %04d %02d:%02d:%02d GMT",
                                   days[static_cast<std::size_t>(time.tm_wday)], time.tm_mday,
                                   months[static_cast<std::size_t>(time.tm_mon)],
                                   time.tm_year + 1900, time.tm_hour, time.tm_min, time.tm_sec);
  return {text.data(), static_cast<std::size_t>(length)};
}

std::string_view HttpDate::now() {
  timespec time{};
  clock_gettime(CLOCK_REALTIME_COARSE, &time);
  if (time.tv_sec != made_) text_ = format(made_ = time.tv_sec);
  return text_;
}

bool may_have_body(int status) { return status >= 200 && status != 204 && status != 304; }

void append_chunk(std::string& out, std::string_view bytes) {
  std::array<char, 20> digits;
  const auto end =
      std::to_chars(digits.data(), digits.data() + digits.size(), bytes.size(), 16).ptr;
  out.append(digits.data(), end).append("\r\n").append(bytes).append("\r\n");
}

void write_head(std::string& head, const Response& response, const Envelope& envelope) {
  head.clear();
  append_status_line(head, response.status);
  append_field(head, "Date", envelope.date);
  append_fields_of(head, response);
  if (!envelope.server_timing.empty()) append_field(head, "Server-Timing", envelope.server_timing);
  if (envelope.chunked) append_field(head, "Transfer-Encoding", "chunked");
  if (!envelope.chunked && may_have_body(response.status)) {
    head.append("Content-Length: ");
    append_number(head, response.body.size());
    head.append("\r\n");
  }
  if (envelope.persistence == Persistence::close) append_field(head, "Connection", "close");
  if (envelope.persistence == Persistence::announce_keep_alive)
    append_field(head, "Connection", "keep-alive");
  head.append("\r\n");
}

}  // namespace baton::native
