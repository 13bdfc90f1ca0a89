#include "native/models/fetch.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "core/base/text.hpp"
#include "native/curl.hpp"
#include "native/keys/keys.hpp"

namespace baton::native {
namespace {

constexpr long kConnectMilliseconds = 10'000;

/// Strikes a key out of bytes that come in pieces: what may be the beginning of one is held back.
class Striking {
 public:
  explicit Striking(std::string key) : key_(std::move(key)) {}

  /// The bytes that can be passed on.
  std::string pass(std::string_view bytes) {
    held_ += bytes;
    if (!key_.empty())
      for (std::size_t at = held_.find(key_); at != std::string::npos; at = held_.find(key_, at))
        held_.replace(at, key_.size(), "***");
    const std::size_t rest = key_.empty() ? 0 : std::min(key_.size() - 1, held_.size());
    std::string passed = held_.substr(0, held_.size() - rest);
    held_.erase(0, passed.size());
    return passed;
  }
  std::string rest() { return std::exchange(held_, {}); }

 private:
  std::string key_, held_;
};

/// What the callbacks of one transfer share.
struct Transfer {
  CURL* curl = nullptr;
  const Attendance& attendance;
  bool in_pieces = false;
  std::size_t most_bytes = 0;
  Striking striking;
  Fetch::Answer answer = {};
  std::size_t received = 0;
  bool too_long = false;
  bool head_given = false;
  std::array<char, CURL_ERROR_SIZE> detail = {};

  void take_status() {
    long status = 0;
    curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
    answer.status = static_cast<int>(status);
  }

  void give_head() {
    take_status();
    if (attendance.head) attendance.head(answer);
    head_given = true;
  }

  void pass_on(const std::string& bytes) {
    if (!in_pieces) answer.body += bytes;
    if (!in_pieces || bytes.empty()) return;
    if (!head_given) give_head();
    if (attendance.piece) attendance.piece(bytes);
  }
};

std::function<void(const std::string&)>& teller() {
  static std::function<void(const std::string&)> tell;
  return tell;
}

std::size_t take_bytes(char* bytes, std::size_t size, std::size_t count, void* context) {
  auto& transfer = *static_cast<Transfer*>(context);
  transfer.received += size * count;
  transfer.too_long = transfer.received > transfer.most_bytes;
  if (transfer.too_long) return 0;
  transfer.pass_on(transfer.striking.pass({bytes, size * count}));
  return size * count;
}

std::size_t take_field(char* bytes, std::size_t size, std::size_t count, void* context) {
  auto& answer = static_cast<Transfer*>(context)->answer;
  const std::string_view line(bytes, size * count);
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos) return size * count;
  const std::string name = lowered(line.substr(0, colon));
  const std::string_view value = trimmed(line.substr(colon + 1));
  if (name == "content-type") answer.content_type = value;
  if (name == "retry-after") answer.retry_after = value;
  return size * count;
}

int stop_if_cancelled(void* context, curl_off_t /*due*/, curl_off_t /*received*/,
                      curl_off_t /*to_send*/, curl_off_t /*sent*/) {
  const auto* cancelled = static_cast<Transfer*>(context)->attendance.cancelled;
  return cancelled && cancelled->load() ? 1 : 0;
}

/// Both outlive the transfer.
void prepare_fetch(CURL* curl, const Fetch& request, Transfer& transfer) {
  set_safe_defaults(curl);
  curl_easy_setopt(curl, CURLOPT_URL, request.url.c_str());
  curl_easy_setopt(curl, CURLOPT_CUSTOMREQUEST, request.method.c_str());
  if (request.method != "GET") {
    curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE_LARGE,
                     static_cast<curl_off_t>(request.body.size()));
    curl_easy_setopt(curl, CURLOPT_POSTFIELDS, request.body.c_str());
  }
  curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, static_cast<long>(request.timeout_ms));
  curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT_MS, kConnectMilliseconds);
  curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, transfer.detail.data());
  curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, take_bytes);
  curl_easy_setopt(curl, CURLOPT_WRITEDATA, &transfer);
  curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, take_field);
  curl_easy_setopt(curl, CURLOPT_HEADERDATA, &transfer);
  curl_easy_setopt(curl, CURLOPT_NOPROGRESS, 0L);
  curl_easy_setopt(curl, CURLOPT_XFERINFOFUNCTION, stop_if_cancelled);
  curl_easy_setopt(curl, CURLOPT_XFERINFODATA, &transfer);
}

HeaderList fields_of(const Fetch& request, const std::string& key) {
  HeaderList list;
  for (const auto& [name, value] : request.headers) add(list, name + ": " + value);
  if (!key.empty()) add(list, "Authorization: Bearer " + key);
  return list;
}

/// A connection of its own, or one that was open already.
bool has_connection(CURL* curl) {
  curl_off_t connected = 0;
  curl_off_t sending = 0;
  curl_easy_getinfo(curl, CURLINFO_CONNECT_TIME_T, &connected);
  curl_easy_getinfo(curl, CURLINFO_PRETRANSFER_TIME_T, &sending);
  return connected > 0 || sending > 0;
}

const char* code_of(CURLcode outcome, const Transfer& transfer, CURL* curl) {
  if (transfer.too_long) return "too_long";
  switch (outcome) {
    case CURLE_OPERATION_TIMEDOUT:
      return has_connection(curl) ? "timeout" : "unreachable";
    case CURLE_COULDNT_RESOLVE_HOST:
    case CURLE_COULDNT_RESOLVE_PROXY:
    case CURLE_COULDNT_CONNECT:
    case CURLE_URL_MALFORMAT:
    case CURLE_UNSUPPORTED_PROTOCOL:
      return "unreachable";
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CONNECT_ERROR:
      return "untrusted";
    default:
      return "cut";
  }
}

std::unexpected<Error> no_key(const std::string& name) {
  return fail(Fault::unavailable, "no_key", "There is no key named " + name + " here.");
}

}  // namespace

void tell_fetches(std::function<void(const std::string&)> tell) { teller() = std::move(tell); }

namespace {

std::string told_body(const Fetch& request) {
  const bool packed = std::ranges::any_of(
      request.headers, [](const auto& field) { return field.first == "Content-Encoding"; });
  return packed ? '(' + std::to_string(request.body.size()) + " bytes, packed)" : request.body;
}

}  // namespace

std::string told(const Fetch& request) {
  std::string text = request.method + ' ' + request.url + '\n';
  for (const auto& [name, value] : request.headers)
    text += name + ": " + (lowered(name) == "authorization" ? "Bearer ***" : value) + '\n';
  if (!request.key.empty()) text += "Authorization: Bearer *** (" + request.key + ")\n";
  return text + '\n' + told_body(request) + '\n';
}

Fetch::Reply fetch(const Fetch& request, const Attendance& attendance) {
  const std::string key =
      request.key.empty() ? std::string() : key_named(machine::this_environment(), request.key);
  if (!request.key.empty() && key.empty()) return no_key(request.key);
  if (teller()) teller()(told(request));
  const LentEasy handle = lent_easy();
  if (!handle) return fail(Fault::unavailable, "unreachable", missing_curl());
  Transfer transfer{.curl = handle.get(),
                    .attendance = attendance,
                    .in_pieces = request.in_pieces,
                    .most_bytes = request.most_bytes,
                    .striking = Striking(key)};
  const HeaderList headers = fields_of(request, key);
  prepare_fetch(handle.get(), request, transfer);
  curl_easy_setopt(handle.get(), CURLOPT_HTTPHEADER, headers.get());
  const CURLcode outcome = curl_easy_perform(handle.get());
  if (outcome != CURLE_OK) {
    const char* code = code_of(outcome, transfer, handle.get());
    return fail(Fault::unavailable, code,
                transfer.detail[0] ? transfer.detail.data() : curl_easy_strerror(outcome));
  }
  transfer.take_status();
  transfer.pass_on(transfer.striking.rest());
  return std::move(transfer.answer);
}

}  // namespace baton::native
