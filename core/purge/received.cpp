#include "core/purge/received.hpp"

#include <algorithm>
#include <iterator>

#include "core/base/hash.hpp"
#include "core/base/json_in.hpp"
#include "core/base/text.hpp"
#include "core/memory/search_index.hpp"
#include "core/purge/purge.hpp"
#include "core/store/read.hpp"

namespace baton::purge {
namespace {

/// The words that an event may set.
constexpr std::string_view kSetWords[] = {
    "title", "objectives",  "accomplishments", "blockers",       "branch",   "name",
    "tags",  "description", "account_name",    "specialization", "platform", "prices"};

struct Named {
  std::string name;
  std::string was;  ///< hash of what stood there before the purge; "" where it is not told
};

std::vector<Named> named_in(const Json& body, const char* kind) {
  std::vector<Named> all;
  const Json& names = list_in(body, kind);
  const Json& was = list_in(body, "was");
  for (std::size_t i = 0; i < names.size(); ++i)
    if (names[i].is_string())
      all.push_back({names[i].get<std::string>(),
                     i < was.size() && was[i].is_string() ? was[i].get<std::string>() : ""});
  return all;
}

std::string without_any_words(std::string_view body) {
  Result<Json> parsed = parse_json(body);
  if (!parsed || !parsed->is_object()) return "{}";
  parsed->erase("files");
  if (const auto set = parsed->find("set"); set != parsed->end() && set->is_object())
    for (const std::string_view word : kSetWords)
      if (set->contains(word)) (*set)[std::string(word)] = std::string(kForgotten);
  return to_text(*parsed);
}

const std::string* left_of(const std::vector<StoredText>& list, std::string_view name) {
  const auto found = std::ranges::find_if(list, [&](const auto& one) { return one.hash == name; });
  return found == list.end() ? nullptr : &found->body;
}

/// What is to stand in place of `mine`, whose recorded hash is `recorded`.
std::string standing(const std::string& mine, std::string_view recorded, const Named& named,
                     const std::string* left, const std::string& nothing) {
  const std::string hash = text_hash(mine);
  if (hash == recorded || hash == named.was) return left ? *left : nothing;
  return left && *left != mine ? nothing : mine;
}

std::vector<Statement> text_updates(const Rows& held, const std::vector<Named>& names,
                                    const Purged& purged) {
  std::vector<Statement> statements;
  for (std::size_t i = 0; i < names.size(); ++i) {
    const std::string nothing(kForgotten);
    const std::string* left = left_of(purged.texts, names[i].name);
    const bool here = integer_at(held[i], 0) != 0;
    const std::string& mine = text_at(held[i], 1);
    std::string body =
        here ? standing(mine, names[i].name, names[i], left, nothing) : (left ? *left : nothing);
    if (here && body == mine) continue;
    std::string words = identifier_words(body);
    statements.push_back(
        {"INSERT INTO texts (hash, body, words) VALUES (?1, ?2, ?3) ON CONFLICT (hash) DO UPDATE "
         "SET body = excluded.body, words = excluded.words",
         {names[i].name, std::move(body), std::move(words)}});
  }
  return statements;
}

std::vector<Statement> event_updates(const Rows& held, const std::vector<Named>& names,
                                     const Purged& purged) {
  std::vector<Statement> statements;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (integer_at(held[i], 0) == 0) continue;
    const std::string& mine = text_at(held[i], 1);
    std::string body = standing(mine, text_at(held[i], 2), names[i],
                                left_of(purged.events, names[i].name), without_any_words(mine));
    if (body == mine) continue;
    statements.push_back(
        {"UPDATE events SET body = ?2 WHERE id = ?1", {names[i].name, std::move(body)}});
  }
  return statements;
}

Json names_of(const std::vector<Named>& all) {
  Json names = Json::array();
  for (const Named& named : all) names.push_back(named.name);
  return names;
}

/// `purge` remembers what is to be made again, whatever task it is about.
Statement note(bool texts, bool events) {
  return {
      "INSERT INTO purge (one, task, text_id, seq, texts, events, no_index, stale) VALUES (1, "
      "'received', 0, 0, ?1, ?2, ?1, ?2) ON CONFLICT (one) DO UPDATE SET "
      "texts = texts + ?1, events = events + ?2, no_index = max(no_index, ?1), "
      "stale = CASE WHEN ?2 THEN 1 ELSE stale END",
      {std::int64_t{texts}, std::int64_t{events}}};
}

/// An index of texts that change under it would be wrong.
Task<Result<bool>> without_index() {
  CO_TRY(const memory::IndexState state, memory::index_state());
  if (state.missing && !state.being_made) co_return true;
  CO_TRY(const memory::IndexState dropped, memory::drop_index());
  co_return dropped.missing;
}

}  // namespace

Task<Result<bool>> apply_received(Purged purged) {
  const Result<Json> body = parse_json(purged.body);
  if (!body || !body->is_object()) co_return false;
  const std::vector<Named> texts = named_in(*body, "texts");
  const std::vector<Named> events = named_in(*body, "events");
  CO_TRY(
      const std::vector<Rows> held,
      read_all(
          {{"SELECT t.body IS NOT NULL, t.body AS held FROM json_each(?1) n LEFT JOIN texts t ON "
            "t.hash = n.value ORDER BY n.key",
            {to_text(names_of(texts))}},
           {"SELECT e.seq, e.body, e.body_hash FROM json_each(?1) n LEFT JOIN events e ON "
            "e.id = n.value AND +e.workspace = (SELECT workspace FROM clock) ORDER BY n.key",
            {to_text(names_of(events))}}}));
  std::vector<Statement> statements = text_updates(held[0], texts, purged);
  const bool any_text = !statements.empty();
  std::ranges::move(event_updates(held[1], events, purged), std::back_inserter(statements));
  if (statements.empty()) co_return false;
  const bool any_event = !event_updates(held[1], events, purged).empty();
  if (any_text) {
    CO_TRY(const bool dropped, without_index());
    static_cast<void>(dropped);
  }
  statements.insert(statements.begin(), note(any_text, any_event));
  // Drafts of handoffs may hold what is purged; the next hook makes them anew.
  statements.push_back({"UPDATE handoff_drafts SET body = '', text = '' WHERE text <> ''", {}});
  CO_TRY(const std::vector<Rows> none, read_all(std::move(statements)));
  co_return !none.empty();
}

Task<Result<bool>> finish_received(int parts) {
  for (; parts > 0; --parts) {
    CO_TRY(const Rows left, read({"SELECT 1 FROM purge WHERE task = 'received'", {}}));
    if (left.empty()) co_return true;
    CO_TRY(const State state, go_on({.what = Job::What::received, .text = {}, .session_uid = {}}));
    if (state.done) co_return true;
  }
  co_return false;
}

}  // namespace baton::purge
