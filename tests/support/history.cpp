#include "tests/support/history.hpp"

#include <map>

#include "core/base/hash.hpp"
#include "core/base/json.hpp"
#include "core/base/time.hpp"
#include "core/base/uuid.hpp"
#include "core/events/fold.hpp"

namespace baton::test {
namespace {

class HistoryGenerator {
 public:
  explicit HistoryGenerator(std::mt19937& random) : random_(random) {}

  LoggedEvent next() {
    LoggedEvent event;
    const int device = pick(3);
    event.device_id = uuid_of_name("device" + std::to_string(device)).substr(0, 8);
    event.device_seq = ++sequence_[device];
    milliseconds_[device] += pick(3);
    char hlc[24];
    std::snprintf(hlc, sizeof hlc, "%012x%04x",
                  1000U + static_cast<unsigned>(milliseconds_[device]),
                  static_cast<unsigned>(pick(2)));
    event.hlc = hlc;
    event.at = to_iso8601(1000 + milliseconds_[device]);
    event.id = uuid_of_name(event.device_id + std::to_string(event.device_seq) +
                            std::to_string(random_()));
    fill(event);
    return event;
  }

 private:
  int pick(int below) { return static_cast<int>(random_() % static_cast<unsigned>(below)); }
  std::string uid(const char* kind, int count) {
    return uuid_of_name(std::string(kind) + std::to_string(pick(count)));
  }
  std::string word() { return "word" + std::to_string(pick(5)); }

  void fill(LoggedEvent& event) {
    switch (pick(11)) {
      case 0:
        return set(event, "project.created", uid("project", 3),
                   {{"name", word()}, {"status", "active"}, {"created_at", word()}});
      case 1:
        return set(event, "project.changed", uid("project", 3),
                   {{"name", word()}, {"deleted", pick(2)}, {"tag:" + word(), pick(2)}});
      case 2:
        return set(
            event, "session.created", uid("session", 3),
            {{"project", uid("project", 3)}, {"started_at", word()}, {"objectives", word()}});
      case 3:
        return set(
            event, "session.completed", uid("session", 3),
            {{"status", pick(2) ? "completed" : "paused"}, {"credits_used", pick(100) / 4.0}});
      case 4:
        return append(event);
      case 5:
        return set(event, "handoff.written", uid("handoff", 4),
                   {{"session", uid("session", 3)},
                    {"text", text_hash(word())},
                    {"preservation", pick(8) / 8.0},
                    {"created_at", word()}});
      case 6:
        return set(event, "account.created", uid("account", 2),
                   {{"account_name", word()}, {"credits_available", pick(9)}});
      case 7:
        return set(
            event, "knowledge.created", uid("knowledge", 2),
            {{"title", word()}, {"text", text_hash(word())}, {"project", uid("project", 3)}});
      case 8:
        return tell_usage(event);
      case 9:
        return merge(event);
      default:
        return use(event);
    }
  }

  /// Into one that may be itself, unknown, or merged into this one; or apart again.
  void merge(LoggedEvent& event) {
    const bool apart = pick(4) == 0;
    const std::string into = uid("project", 4);
    return set(event, apart ? "project.restored" : "project.merged", uid("project", 3),
               {{"merged_into", apart ? "" : into}});
  }

  void set(LoggedEvent& event, const char* type, std::string entity, const Json& fields) {
    event.type = type;
    event.entity_id = std::move(entity);
    Json body = {{"set", fields}};
    if (event.type == "session.completed")
      body["files"] = {{{"path", word()}, {"change", pick(2) ? "modified" : "deleted"}}};
    event.body = to_text(body);
  }

  void append(LoggedEvent& event) {
    event.type = "session.appended";
    event.entity_id = uid("session", 3);
    Json turns = Json::array();
    for (int i = 1 + pick(4); i > 0; --i)
      turns.push_back({{"u", word()},
                       {"r", "user"},
                       {"k", "text"},
                       {"h", text_hash(word())},
                       {"p", pick(4) ? 0 : 1},
                       {"t", word()}});
    const Json body = {{"turns", turns}};
    event.body = to_text(body);
  }

  void tell_usage(LoggedEvent& event) {
    event.type = "session.used";
    event.entity_id = uid("session", 3);
    Json usage = Json::array();
    for (int i = 1 + pick(3); i > 0; --i)
      usage.push_back(
          {{"m", word()}, {"n", word()}, {"t", word()}, {"i", pick(3)}, {"o", pick(3)}});
    event.body = to_text(Json{{"usage", usage}});
  }

  void use(LoggedEvent& event) {
    event.type = "knowledge.used";
    event.entity_id = uid("knowledge", 2);
    const Json body = {{"use", {{"success", pick(2)}}}};
    event.body = to_text(body);
  }

  std::mt19937& random_;
  std::map<int, int> sequence_, milliseconds_;
};

}  // namespace

std::vector<LoggedEvent> random_history(std::mt19937& random, int events) {
  HistoryGenerator generator(random);
  std::vector<LoggedEvent> history;
  for (int i = 0; i < events; ++i) history.push_back(generator.next());
  return history;
}

std::vector<Statement> arrival(const std::vector<LoggedEvent>& events) {
  std::vector<Statement> statements;
  for (const LoggedEvent& event : events)
    statements.push_back(
        {"INSERT INTO events (id, workspace, device_id, device_seq, hlc, type, v, entity_id, body, "
         "body_hash, at) SELECT ?1, 'default', ?2, ?3, ?4, ?5, 1, ?6, ?7, ?8, ?9 "
         "WHERE NOT EXISTS (SELECT 1 FROM events WHERE id = ?1)",
         {event.id, event.device_id, std::int64_t{event.device_seq}, event.hlc, event.type,
          event.entity_id, event.body, text_hash(event.body), event.at}});
  for (Statement& statement : fold_and_index_statements({}))
    statements.push_back(std::move(statement));
  return statements;
}

const std::vector<std::string>& projection_queries() {
  static const std::vector<std::string> queries = {
      "SELECT * FROM fields ORDER BY 1, 2",
      "SELECT uid, name, description, status, total_sessions, active_sessions, total_credits_used, "
      "context_preservation_rate, deleted, created_at, changed_at, updated_at, merged_into, "
      "(SELECT "
      "i.uid FROM ids i WHERE i.kind = 'project' AND i.id = part_of) FROM projects ORDER BY 1",
      "SELECT s.uid, p.uid AS project_uid, s.status, s.title, s.objectives, s.credits_used, "
      "s.started_at, "
      "s.completed_at, s.conversation_count, s.handoff_count, s.deleted, s.updated_at FROM "
      "sessions s "
      "LEFT JOIN ids p ON p.kind = 'project' AND p.id = s.project_id ORDER BY 1",
      "SELECT s.uid AS session_uid, h.uid, h.position, h.piece, h.turn_number, h.role, h.kind, "
      "t.hash, h.typed, "
      "h.created_at FROM conversation_history h JOIN ids s ON s.kind = 'session' AND s.id = "
      "h.session_id "
      "JOIN texts t ON t.id = h.text_id ORDER BY 1, 3, 2",
      "SELECT h.uid, s.uid AS session_uid, h.handoff_type, t.hash, h.preservation, h.created_at "
      "FROM "
      "handoff_documents h "
      "LEFT JOIN ids s ON s.kind = 'session' AND s.id = h.session_id "
      "LEFT JOIN texts t ON t.id = h.text_id ORDER BY 1",
      "SELECT s.uid, f.path, f.change, f.changed_at, f.stamp FROM project_files f JOIN ids s ON "
      "s.kind = 'session' AND s.id = f.session_id ORDER BY 1, 2",
      "SELECT m.message_id, s.uid, m.model, m.at, m.input_tokens, m.output_tokens, m.rank, m.stamp "
      "FROM message_usage m JOIN ids s ON s.kind = 'session' AND s.id = m.session_id ORDER BY 1",
      "SELECT uid, account_name, credits_available, deleted, updated_at FROM accounts ORDER BY 1",
      "SELECT k.uid, p.uid AS project_uid, k.category, k.title, t.hash, k.usage_count, "
      "k.success_count, "
      "k.updated_at "
      "FROM knowledge_base k LEFT JOIN ids p ON p.kind = 'project' AND p.id = k.project_id "
      "LEFT JOIN texts t ON t.id = k.text_id ORDER BY 1"};
  return queries;
}

}  // namespace baton::test
