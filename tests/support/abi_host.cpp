#include "tests/support/abi_host.hpp"

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <utility>

#include "core/base/hash.hpp"
#include "wasm/message.hpp"

namespace baton::test {
namespace {

native::Database in_memory() {
  auto database = native::Database::open(":memory:");
  if (!database) std::abort();
  return *std::move(database);
}

Value value_of(const Json& json) {
  if (json.is_string()) return json.get<std::string>();
  if (json.is_number_integer()) return json.get<std::int64_t>();
  if (json.is_number()) return json.get<double>();
  return std::monostate{};
}

Batch batch_of(const Json& effect) {
  Batch batch;
  for (const Json& element : effect.at("statements")) {
    Statement& statement = batch.statements.emplace_back(element.at("sql").get<std::string>());
    for (const Json& parameter : element.at("parameters"))
      statement.parameters.push_back(value_of(parameter));
  }
  return batch;
}

template <class T>
void append_number(std::string& bytes, T number) {
  bytes.append(reinterpret_cast<const char*>(&number), sizeof number);
}

void append_value(std::string& bytes, const Value& value) {
  if (const auto* text = std::get_if<std::string>(&value)) {
    append_number(bytes += 't', static_cast<std::uint32_t>(text->size()));
    bytes += *text;
  } else if (const auto* number = std::get_if<std::int64_t>(&value)) {
    append_number(bytes += 'd', static_cast<double>(*number));
  } else if (const auto* real = std::get_if<double>(&value)) {
    append_number(bytes += 'd', *real);
  } else {
    bytes += 'n';
  }
}

/// As wasm/abi.hpp says.
std::string bytes_of(const std::vector<Rows>& answers) {
  std::string bytes;
  for (const Rows& rows : answers) {
    append_number(bytes, static_cast<std::uint32_t>(rows.size()));
    append_number(bytes, static_cast<std::uint32_t>(rows.empty() ? 0 : rows[0].size()));
    for (const Row& row : rows)
      for (const Value& value : row) append_value(bytes, value);
  }
  return bytes;
}

std::string body_of(const Step& step) {
  const auto body = step.find("body");
  if (body == step.end()) return {};
  return body->is_string() ? body->get<std::string>() : to_text(*body);
}

}  // namespace

std::vector<Step> scenario(const std::string& path) {
  std::ifstream file(path);
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  const Json steps = Json::parse(text);
  return {steps.begin(), steps.end()};
}

AbiHost::AbiHost() : database_(in_memory()) {}

std::string AbiHost::cross(Crossing crossing) {
  crossing.answered = crossing.call == "request" ? requests_.begin(crossing.id, crossing.sent)
                                                 : requests_.reply(crossing.id, crossing.sent);
  return crossings_.emplace_back(std::move(crossing)).answered;
}

std::string AbiHost::begin(std::uint32_t id, const Step& step) {
  piece_ = 0;
  const Json header = {{"method", step.at("method")},
                       {"target", step.at("target")},
                       {"headers", step.value("headers", Json::array())},
                       {"token_required", step.value("token_required", false)}};
  return cross({"request", id, wasm::write_message(to_text(header), body_of(step)), {}});
}

std::string AbiHost::go_on(std::uint32_t id, const Step& step, const std::string& message) {
  const auto effect = wasm::read_message(message);
  if (!effect) std::abort();
  std::string reply = interference ? interference(effect->header) : std::string();
  if (reply.empty()) reply = perform(step, effect->header);
  return cross({"reply", id, std::move(reply), {}});
}

std::string AbiHost::answer(std::uint32_t id, const Step& step) {
  std::string message = begin(id, step);
  while (requests_.in_flight(id)) message = go_on(id, step, message);
  return message;
}

std::string AbiHost::perform(const Step& step, const Json& effect) {
  const std::string kind = effect.at("effect").get<std::string>();
  if (kind == "batch") return run_batch(effect);
  if (kind == "entropy")
    return wasm::write_message("{}", entropy(effect.at("bytes").get<std::size_t>()));
  if (kind == "next_piece") return next_piece(step);
  if (kind == "publish" || kind == "sleep") return wasm::write_message("{}");
  if (kind == "erase") return wasm::write_message(R"({"erased":false})");
  return wasm::write_message(R"({"milliseconds":)" + std::to_string(++now_) + "}");
}

std::string AbiHost::run_batch(const Json& effect) {
  const Batch::Reply reply = database_.run(batch_of(effect));
  if (reply) return wasm::write_message("{}", bytes_of(*reply));
  const Json error = {{"code", reply.error().code}, {"message", reply.error().message}};
  return wasm::write_message(to_text({{"error", error}}));
}

std::string AbiHost::entropy(std::size_t count) {
  std::string bytes;
  while (bytes.size() < count) {
    const Digest digest = sha256(std::to_string(++drawn_));
    bytes.append(digest.begin(), digest.end());
  }
  return bytes.substr(0, count);
}

std::string AbiHost::next_piece(const Step& step) {
  const Json pieces = step.value("pieces", Json::array());
  if (piece_ == pieces.size()) return wasm::write_message(R"({"more":false})");
  return wasm::write_message(R"({"more":true})", pieces[piece_++].get<std::string>());
}

}  // namespace baton::test
