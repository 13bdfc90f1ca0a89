#include "core/usage/record.hpp"

#include <algorithm>
#include <set>

#include "core/base/hash.hpp"
#include "core/base/json.hpp"
#include "core/base/text.hpp"
#include "core/base/time.hpp"
#include "core/events/event.hpp"
#include "core/store/read.hpp"

namespace baton::usage {
namespace {

constexpr std::size_t kMessagesAtOnce = 1000;  ///< of an event, which stays below its limit
constexpr std::size_t kMostName = 200;         ///< bytes

/// A message as the event holds it.
std::string element_of(const MessageUsage& message) {
  const std::string id = message.id.size() > kMostName ? text_hash(message.id) : message.id;
  std::string json = "{\"m\":" + json_quoted(id);
  json += ",\"n\":" + json_quoted(cut(message.model, kMostName));
  if (!message.at.empty()) json += ",\"t\":" + json_quoted(message.at);
  const auto add = [&](const char* name, std::int64_t tokens) {
    if (tokens != 0) json.append(",\"").append(name).append("\":") += std::to_string(tokens);
  };
  add("i", message.usage.input_tokens);
  add("o", message.usage.output_tokens);
  add("w", message.usage.cache_creation_input_tokens);
  add("r", message.usage.cache_read_input_tokens);
  return json + '}';
}

/// The places in the list ?1 of what is stored already, as it is or as a later report has it.
constexpr const char* kKnown = R"(SELECT u.key FROM json_each(?1) u
JOIN message_usage m ON m.message_id = u.value->>'m'
WHERE m.at > coalesce(u.value->>'t', '') OR (m.at = coalesce(u.value->>'t', '')
  AND m.model = u.value->>'n' AND m.input_tokens = coalesce(u.value->>'i', 0)
  AND m.output_tokens = coalesce(u.value->>'o', 0)
  AND m.cache_creation_input_tokens = coalesce(u.value->>'w', 0)
  AND m.cache_read_input_tokens = coalesce(u.value->>'r', 0)))";

std::string joined(const std::vector<std::string>& elements) {
  std::string json = "[";
  for (const std::string& element : elements) json += (json.size() > 1 ? "," : "") + element;
  return json + ']';
}

Task<Result<bool>> record_some(std::string session_uid, std::vector<std::string> elements) {
  CO_TRY(const Rows known, read({kKnown, {joined(elements)}}));
  std::set<std::int64_t> places;
  for (const Row& row : known) places.insert(integer_at(row, 0));
  std::vector<std::string> news;
  for (std::size_t i = 0; i < elements.size(); ++i)
    if (!places.contains(static_cast<std::int64_t>(i))) news.push_back(std::move(elements[i]));
  if (news.empty()) co_return true;
  Change change;
  change.events.push_back({"session.used", session_uid, "{\"usage\":" + joined(news) + "}"});
  CO_TRY(const std::vector<Rows> none, commit(std::move(change)));
  static_cast<void>(none);
  co_return true;
}

bool is_before(const MessageUsage& message, std::int64_t since) {
  return since > 0 && from_iso8601(message.at).value_or(since) < since;
}

}  // namespace

void add_new(Change& change, const std::string& session_uid,
             const std::vector<MessageUsage>& messages, std::int64_t since) {
  std::vector<std::string> elements;
  const auto flush = [&] {
    if (!elements.empty())
      change.events.push_back(
          {"session.used", session_uid, "{\"usage\":" + joined(elements) + "}"});
    elements.clear();
  };
  for (const MessageUsage& message : messages) {
    if (!is_before(message, since)) elements.push_back(element_of(message));
    if (elements.size() == kMessagesAtOnce) flush();
  }
  flush();
}

Task<Result<bool>> record(std::string session_uid, std::vector<MessageUsage> messages,
                          std::int64_t since) {
  std::vector<std::string> elements;
  for (std::size_t i = 0; i <= messages.size(); ++i) {
    if (elements.size() == kMessagesAtOnce || (i == messages.size() && !elements.empty())) {
      CO_TRY(const bool recorded, record_some(session_uid, std::move(elements)));
      static_cast<void>(recorded);
      elements.clear();
    }
    if (i == messages.size()) break;
    if (is_before(messages[i], since)) continue;
    elements.push_back(element_of(messages[i]));
  }
  co_return true;
}

}  // namespace baton::usage
