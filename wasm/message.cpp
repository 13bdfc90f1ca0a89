#include "wasm/message.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "core/base/text.hpp"
#include "core/http/secure_headers.hpp"
#include "wasm/rows.hpp"

namespace baton::wasm {
namespace {

constexpr std::size_t kLengthBytes = 4;

std::unexpected<Error> malformed(std::string message) {
  return fail(Fault::invalid, "malformed", std::move(message));
}

std::size_t little_endian(std::string_view bytes) {
  std::size_t value = 0;
  for (std::size_t i = kLengthBytes; i-- > 0;)
    value = value << 8 | static_cast<unsigned char>(bytes[i]);
  return value;
}

const std::string* text_of(const Json& object, const char* name) {
  const auto found = object.find(name);
  return found == object.end() ? nullptr : found->get_ptr<const std::string*>();
}

const Json* member(const Json& object, const char* name) {
  const auto found = object.find(name);
  return found == object.end() ? nullptr : &*found;
}

Result<Fields> fields_of(const Json* list) {
  Fields fields;
  if (!list) return fields;
  if (!list->is_array()) return malformed("headers is not an array");
  for (const Json& pair : *list) {
    if (!pair.is_array() || pair.size() != 2 || !pair[0].is_string() || !pair[1].is_string())
      return malformed("a header is not a pair of strings");
    fields.emplace_back(*pair[0].get_ptr<const std::string*>(),
                        *pair[1].get_ptr<const std::string*>());
  }
  return fields;
}

/// A member that may be absent.
Result<std::string> text_or_none(const Json& header, const char* name) {
  const Json* value = member(header, name);
  if (!value || value->is_null()) return std::string();
  const auto* text = value->get_ptr<const std::string*>();
  if (!text) return malformed(std::string(name) + " is not a string");
  return *text;
}

bool flag_of(const Json& header, const char* name, bool otherwise) {
  const Json* value = member(header, name);
  return value && value->is_boolean() ? value->get<bool>() : otherwise;
}

Result<Access> access_of(const Json* role) {
  if (!role || *role == "admin") return Access::admin;
  if (*role == "write") return Access::write;
  if (*role == "read") return Access::read;
  return malformed("access is no role");
}

Result<Context> context_of(const Json& header) {
  Context context;
  context.token_required = flag_of(header, "token_required", true);
  context.secure = flag_of(header, "secure", false);
  context.rate_limited = flag_of(header, "rate_limited", false);
  TRY(context.access, access_of(member(header, "access")));
  TRY(context.client, text_or_none(header, "client"));
  TRY(context.admin_token, text_or_none(header, "admin_token"));
  return context;
}

Result<Error> error_of(const Json& json) {
  if (!json.is_object()) return malformed("error is not an object");
  const std::string* code = text_of(json, "code");
  const std::string* message = text_of(json, "message");
  if (!code || !message) return malformed("error lacks its code or message");
  return Error{fault_of_store(*code), *code, *message, {}};
}

Result<EffectReply> batch_reply(const Batch& batch, const Message& message) {
  if (const Json* error = member(message.header, "error")) {
    TRY(Error failure, error_of(*error));
    return Batch::Reply(std::unexpected(std::move(failure)));
  }
  TRY(std::vector<Rows> rows, read_rows(message.body, batch.statements.size()));
  return Batch::Reply(std::move(rows));
}

Result<EffectReply> now_reply(const Message& message) {
  const Json* milliseconds = member(message.header, "milliseconds");
  if (!milliseconds || !milliseconds->is_number_integer())
    return malformed("milliseconds is not a whole number");
  return Now::Reply{milliseconds->get<std::int64_t>()};
}

Result<EffectReply> entropy_reply(const Entropy& entropy, const Message& message) {
  if (message.body.size() != entropy.bytes)
    return malformed("the entropy is not as long as asked for");
  return Entropy::Reply(message.body);
}

/// Of a request's body or of a fetched one.
Result<EffectReply> piece_reply(const Message& message, Fault fault) {
  if (const Json* error = member(message.header, "error")) {
    TRY(Error failure, error_of(*error));
    failure.fault = fault;
    return NextPiece::Reply(std::unexpected(std::move(failure)));
  }
  const Json* more = member(message.header, "more");
  if (!more || !more->is_boolean()) return malformed("more is not true or false");
  if (!more->get<bool>()) return NextPiece::Reply(std::nullopt);
  return NextPiece::Reply(std::string(message.body));
}

Result<EffectReply> fetch_reply(const Message& message) {
  if (const Json* error = member(message.header, "error")) {
    TRY(Error failure, error_of(*error));
    failure.fault = Fault::unavailable;
    return Fetch::Reply(std::unexpected(std::move(failure)));
  }
  const Json* status = member(message.header, "status");
  if (!status || !status->is_number_integer()) return malformed("status is not a whole number");
  Fetch::Answer answer;
  answer.status = status->get<int>();
  TRY(answer.content_type, text_or_none(message.header, "content_type"));
  TRY(answer.retry_after, text_or_none(message.header, "retry_after"));
  answer.body = message.body;
  return Fetch::Reply(std::move(answer));
}

Result<EffectReply> limit_reply(const Message& message) {
  const Json* allowed = member(message.header, "allowed");
  if (!allowed || !allowed->is_boolean()) return malformed("allowed is not true or false");
  return Limit::Reply{allowed->get<bool>()};
}

Result<EffectReply> erase_reply(const Message& message) {
  const Json* erased = member(message.header, "erased");
  if (!erased || !erased->is_boolean()) return malformed("erased is not true or false");
  return Erase::Reply(Erase::Done{erased->get<bool>()});
}

Result<EffectReply> provide_reply(const Message& message) {
  if (const Json* error = member(message.header, "error")) {
    TRY(Error failure, error_of(*error));
    failure.fault = Fault::unavailable;
    return Provide::Reply(std::unexpected(std::move(failure)));
  }
  return Provide::Reply(Provide::Provided{std::string(message.body)});
}

std::string_view word_of(Provide::What what) {
  constexpr std::array<std::string_view, 4> kWords{"pdf", "figures", "templates", "gzip"};
  return kWords[static_cast<std::size_t>(what)];
}

void append_value(std::string& json, const Value& value) {
  if (const auto* text = std::get_if<std::string>(&value))
    append_quoted(json, *text);
  else if (const auto* number = std::get_if<std::int64_t>(&value))
    json += std::to_string(*number);
  else if (const auto* real = std::get_if<double>(&value))
    json += to_text(Json(*real));
  else
    json += "null";
}

void append_statement(std::string& json, const Statement& statement) {
  json += R"({"sql":)";
  append_quoted(json, statement.sql);
  json += R"(,"parameters":[)";
  for (std::size_t i = 0; i < statement.parameters.size(); ++i) {
    if (i > 0) json += ',';
    append_value(json, statement.parameters[i]);
  }
  json += "]}";
}

void append_header(std::string& json, std::string_view name, std::string_view value) {
  json += json.ends_with('[') ? "[" : ",[";
  append_quoted(json, name);
  json += ',';
  append_quoted(json, value);
  json += ']';
}

bool has_header(const Response& response, std::string_view name) {
  return std::ranges::any_of(
      response.headers, [&](const auto& header) { return lowered(header.first) == lowered(name); });
}

std::string batch_header(const Batch& batch) {
  std::string json = R"({"effect":"batch","statements":[)";
  for (std::size_t i = 0; i < batch.statements.size(); ++i) {
    if (i > 0) json += ',';
    append_statement(json, batch.statements[i]);
  }
  return json += "]}";
}

std::string fetch_header(const Fetch& fetch) {
  Json headers = Json::array();
  for (const auto& [name, value] : fetch.headers) headers.push_back(Json::array({name, value}));
  return to_text({{"effect", "fetch"},
                  {"method", fetch.method},
                  {"url", fetch.url},
                  {"headers", std::move(headers)},
                  {"key", fetch.key},
                  {"timeout_ms", fetch.timeout_ms},
                  {"most_bytes", fetch.most_bytes},
                  {"in_pieces", fetch.in_pieces},
                  {"ahead", fetch.ahead}});
}

std::string response_message(std::string_view effect, const Response& response,
                             std::string_view route = {}) {
  std::string json = R"({"effect":")";
  json.append(effect).append(R"(","status":)").append(std::to_string(response.status));
  json += R"(,"headers":[)";
  for (const auto& [name, value] : response.headers) append_header(json, name, value);
  for (const auto& [name, value] : kDefaultHeaders)
    if (!has_header(response, name)) append_header(json, name, value);
  for (const auto& [name, value] : kSecureHeaders) append_header(json, name, value);
  json += ']';
  if (!route.empty()) json.append(R"(,"route":)").append(json_quoted(route));
  return write_message(json + '}', response.body);
}

std::string sent_piece(const SendPiece& sent) {
  return response_message("send_piece",
                          {.headers = {{"Content-Type", sent.content_type}}, .body = sent.piece});
}

}  // namespace

Result<Message> read_message(std::string_view bytes) {
  if (bytes.size() < kLengthBytes) return malformed("the message has no length");
  const std::size_t length = little_endian(bytes);
  bytes.remove_prefix(kLengthBytes);
  if (length > bytes.size()) return malformed("the message ends inside its header");
  TRY(Json header, parse_json(bytes.substr(0, length)));
  if (!header.is_object()) return malformed("the header is not an object");
  return Message{std::move(header), bytes.substr(length)};
}

std::string write_message(std::string_view header, std::string_view body) {
  std::string bytes;
  bytes.reserve(kLengthBytes + header.size() + body.size());
  for (std::size_t i = 0; i < kLengthBytes; ++i)
    bytes += static_cast<char>(header.size() >> (8 * i) & 0xff);
  return bytes.append(header).append(body);
}

Result<Call> read_call(std::string_view bytes) {
  TRY(Message message, read_message(bytes));
  const std::string* method = text_of(message.header, "method");
  const std::string* target = text_of(message.header, "target");
  if (!method || !target) return malformed("the request lacks its method or target");
  TRY(Fields headers, fields_of(member(message.header, "headers")));
  Call call;
  TRY(call.context, context_of(message.header));
  call.request.method = *method;
  call.request.target = *target;
  call.request.headers = std::move(headers);
  call.request.body = message.body;
  return call;
}

Result<EffectReply> read_reply(const Effect& effect, std::string_view bytes) {
  TRY(Message message, read_message(bytes));
  if (const auto* batch = std::get_if<Batch>(&effect)) return batch_reply(*batch, message);
  if (const auto* entropy = std::get_if<Entropy>(&effect)) return entropy_reply(*entropy, message);
  if (std::holds_alternative<Now>(effect)) return now_reply(message);
  if (std::holds_alternative<Limit>(effect)) return limit_reply(message);
  if (std::holds_alternative<Fetch>(effect)) return fetch_reply(message);
  if (std::holds_alternative<Sleep>(effect)) return Sleep::Reply{};
  if (std::holds_alternative<Publish>(effect)) return Publish::Reply{};
  if (std::holds_alternative<Erase>(effect)) return erase_reply(message);
  if (std::holds_alternative<SendPiece>(effect)) return SendPiece::Reply{};
  if (std::holds_alternative<Provide>(effect)) return provide_reply(message);
  if (std::holds_alternative<FetchPiece>(effect)) return piece_reply(message, Fault::unavailable);
  return piece_reply(message, Fault::invalid);
}

std::string write_effect(const Effect& effect) {
  if (const auto* limit = std::get_if<Limit>(&effect))
    return write_message(R"({"effect":"limit","key":)" + json_quoted(limit->key) + "}");
  if (const auto* batch = std::get_if<Batch>(&effect)) return write_message(batch_header(*batch));
  if (const auto* entropy = std::get_if<Entropy>(&effect))
    return write_message(R"({"effect":"entropy","bytes":)" + std::to_string(entropy->bytes) + "}");
  if (std::holds_alternative<Now>(effect)) return write_message(R"({"effect":"now"})");
  if (std::holds_alternative<Publish>(effect)) return write_message(R"({"effect":"publish"})");
  if (std::holds_alternative<Erase>(effect)) return write_message(R"({"effect":"erase"})");
  if (const auto* sleep = std::get_if<Sleep>(&effect))
    return write_message(R"({"effect":"sleep","milliseconds":)" +
                         std::to_string(sleep->milliseconds) + "}");
  if (const auto* fetch = std::get_if<Fetch>(&effect))
    return write_message(fetch_header(*fetch), fetch->body);
  if (std::holds_alternative<FetchPiece>(effect))
    return write_message(R"({"effect":"fetch_piece"})");
  if (const auto* sent = std::get_if<SendPiece>(&effect)) return sent_piece(*sent);
  if (const auto* provide = std::get_if<Provide>(&effect))
    return write_message(
        R"({"effect":"provide","what":")" + std::string(word_of(provide->what)) + R"("})",
        provide->input);
  return write_message(R"({"effect":"next_piece"})");
}

std::string write_response(const Response& response, std::string_view route) {
  return response_message("response", response, route);
}

std::string write_refusal(std::string_view message) {
  std::string json = R"({"effect":"refused","message":)";
  append_quoted(json, message);
  return write_message(json + "}");
}

}  // namespace baton::wasm
