#include "core/hooks/recall.hpp"

#include <algorithm>

#include "core/base/json.hpp"
#include "core/base/text.hpp"
#include "core/events/text_index.hpp"
#include "core/handoff/newest.hpp"
#include "core/handoff/one_line.hpp"
#include "core/hooks/prompt_terms.hpp"
#include "core/http/answer.hpp"
#include "core/projects/named.hpp"
#include "core/sessions/columns.hpp"
#include "core/store/read.hpp"

namespace baton::hooks {
namespace {

constexpr std::int64_t kMostWaiting = 300;  ///< texts that are put into the index on the way
constexpr std::size_t kMostItems = 4;
constexpr std::size_t kMostLine = 280;
constexpr std::int64_t kMostRead = 40'000;  ///< characters of a text

struct Prompted {
  Key project;
  std::string project_sent, source;
  std::vector<PromptTerm> terms;
  std::size_t characters = 0;
};

Result<Prompted> prompted_of(const Json& body) {
  Decoder decoder(body);
  Prompted asked;
  asked.project_sent = decoder.id("project_id");
  const std::string prompt = decoder.text("prompt", {.least = 0, .most = 8'000'000});
  asked.source = decoder.text_or("source", "", {.least = 0, .most = 500});
  asked.characters = static_cast<std::size_t>(decoder.integer_or("characters", 1500, 100, 100'000));
  if (decoder.error()) return std::unexpected(*decoder.error());
  TRY(asked.project, key_of(asked.project_sent, "project_id"));
  asked.terms = prompt_terms(prompt);
  return asked;
}

std::string terms_json(const std::vector<PromptTerm>& terms) {
  Json list = Json::array();
  for (const PromptTerm& term : terms) {
    std::string phrase = "\"";
    for (const char c : term.word) phrase += c == '"' ? ' ' : c;
    list.push_back({{"w", phrase + '"'}, {"s", term.identifier ? 2 : 1}});
  }
  return to_text(list);
}

/// ?1 the terms, ?2 the project, ?3 the source whose session is left out, ?4 characters of a text.
std::string hits_sql(const Prompted& asked) {
  return "WITH term (word, score, documents) AS MATERIALIZED (SELECT t.value->>'w', t.value->>'s', "
         "(SELECT count(*) FROM (SELECT rowid FROM texts_index WHERE texts_index MATCH "
         "t.value->>'w' "
         "LIMIT 401)) FROM json_each(?1) t), "
         "rare (word, score, weight) AS MATERIALIZED (SELECT word, score, score / (1.0 + "
         "documents) + "
         "score FROM term WHERE documents BETWEEN 1 AND 400), "
         "hit (id, weight) AS MATERIALIZED (SELECT i.rowid, sum(r.weight) FROM rare r CROSS JOIN "
         "texts_index i WHERE i.texts_index MATCH r.word GROUP BY i.rowid HAVING sum(r.score) >= "
         "max(2, min(5, (SELECT (sum(score) + 2) / 3 FROM rare)))), "
         "wanted (id) AS (SELECT id FROM projects WHERE id = " +
         id_of_project(asked.project, "?2") +
         " AND deleted = 0), "
         "thing (kind, text_id, session_id, turn_number, at, weight) AS ("
         "SELECT 'turn', h.text_id, h.session_id, h.turn_number, h.created_at, x.weight FROM hit x "
         "JOIN conversation_history h ON h.text_id = x.id AND h.kind IN ('text', 'summary') "
         "UNION ALL SELECT 'handoff', d.text_id, d.session_id, NULL, d.created_at, x.weight FROM "
         "hit x "
         "JOIN handoff_documents d ON d.text_id = x.id AND d.id = " +
         handoff::standing_revision("d.session_id") +
         ") "
         "SELECT g.kind, g.at, g.turn_number, n.session_number, substr(t.body, 1, ?4), '' AS "
         "title, "
         "g.weight FROM thing g JOIN sessions s ON s.id = g.session_id AND s.deleted = 0 AND "
         "s.project_id = (SELECT id FROM wanted) AND NOT " +
         sessions::has_source("?3") +
         " JOIN session_numbers n ON n.session_id = s.id JOIN texts t ON t.id = g.text_id "
         "UNION ALL SELECT 'knowledge', k.updated_at, NULL, NULL, substr(t.body, 1, ?4), k.title, "
         "x.weight + 1 FROM hit x JOIN knowledge_base k ON k.text_id = x.id AND k.deleted = 0 AND "
         "(k.project_id IS NULL OR k.project_id = (SELECT id FROM wanted)) JOIN texts t ON t.id = "
         "k.text_id ORDER BY 7 DESC, 2 DESC LIMIT 12";
}

Statement hits(const Prompted& asked) {
  return {hits_sql(asked), {terms_json(asked.terms), asked.project.value, asked.source, kMostRead}};
}

/// Something that is known.
struct Item {
  std::string kind, at, title, line;
  std::int64_t session = 0, turn = 0;

  std::string text() const {
    std::string where = kind == "knowledge" ? "knowledge" : "session " + std::to_string(session);
    if (turn) where = "(" + std::to_string(session) + ":" + std::to_string(turn) + ")";
    if (kind == "handoff") where = "handoff of " + where;
    std::string said = title.empty() ? line : title + ": " + line;
    return "- " + std::string(cut(at, 10)) + " " + where + ": " + said;
  }
  Json json() const {
    return {{"kind", kind},
            {"session_number", session ? Json(session) : Json()},
            {"turn_number", turn ? Json(turn) : Json()},
            {"created_at", at},
            {"line", line}};
  }
};

std::vector<Item> items_of(const Rows& rows, const std::vector<PromptTerm>& terms) {
  std::vector<Item> items;
  for (const Row& row : rows) {
    Item item{text_at(row, 0),
              text_at(row, 1),
              one_line(text_at(row, 5), 80),
              telling_line(text_at(row, 4), terms, kMostLine),
              integer_at(row, 3),
              integer_at(row, 2)};
    if (item.line.empty() || items.size() == kMostItems) continue;
    const bool known = std::ranges::any_of(
        items, [&](const Item& other) { return cut(other.line, 60) == cut(item.line, 60); });
    if (!known) items.push_back(std::move(item));
  }
  return items;
}

constexpr std::string_view kHeading =
    "Recorded earlier in this project (from its memory; (12:758) is session:turn):";

/// What fits of the items.
Json answer_of(const std::vector<Item>& items, std::size_t most) {
  std::string text(kHeading);
  Json list = Json::array();
  for (const Item& item : items) {
    const std::string line = '\n' + item.text();
    if (characters(text) + characters(line) > most) break;
    text += line;
    list.push_back(item.json());
  }
  if (list.empty()) text.clear();
  return {{"text", std::move(text)}, {"items", std::move(list)}};
}

/// Puts the few texts that wait into the index; where that cannot be, the rest is searched.
Task<bool> index_few() {
  const auto waiting = co_await read(texts_waiting());
  if (!waiting || waiting->empty()) co_return false;
  const std::int64_t count = integer_at(waiting->front(), 0);
  if (count == 0 || count > kMostWaiting) co_return false;
  const auto indexed = co_await read_all(text_index_statements(1));
  co_return indexed.has_value();
}

}  // namespace

Task<Result<Response>> recall(Context& /*context*/, Request request) {
  CO_CHECK(const Json body, body_of(request));
  CO_CHECK(const Prompted asked, prompted_of(body));
  CO_TRY(const Row project, read_one({"SELECT id FROM projects WHERE id = " +
                                          id_of_project(asked.project) + " AND deleted = 0",
                                      {asked.project.value}},
                                     "project", asked.project_sent));
  static_cast<void>(project);
  if (asked.terms.empty()) co_return answer(to_text(answer_of({}, asked.characters)));
  const bool indexed = co_await index_few();
  static_cast<void>(indexed);
  CO_TRY(const Rows rows, read(hits(asked)));
  co_return answer(to_text(answer_of(items_of(rows, asked.terms), asked.characters)));
}

}  // namespace baton::hooks
