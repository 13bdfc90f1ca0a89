#include "core/history/export.hpp"

#include <array>
#include <optional>

#include "core/base/text.hpp"
#include "core/http/answer.hpp"
#include "core/store/read.hpp"

namespace baton::history {
namespace {

constexpr std::int64_t kPageRows = 1000;
constexpr std::int64_t kPageCharacters = 1'500'000;  ///< one line may have more

/// Each answers lines and where they stand. ?1 is the position after which to go on, ?2 the end.
constexpr const char* kPurged =
    R"(SELECT json_object('purged', json(coalesce(body->'$.texts', body->'$.events', '[]'))), seq
FROM events WHERE +workspace = (SELECT workspace FROM clock) AND type = 'store.purged' AND seq > ?1
  AND seq <= ?2 ORDER BY seq LIMIT 1000)";

/// By their small ids, kind after kind: ?1 is counted over all of them.
constexpr const char* kIds = R"(SELECT CASE WHEN number IS NULL
  THEN json_object('id', id, 'kind', kind, 'uid', uid)
  ELSE json_object('id', id, 'kind', kind, 'uid', uid, 'project', project, 'session_number', number) END, place
FROM (SELECT i.id, i.kind, i.uid, n.session_number AS number,
        (SELECT p.uid FROM ids p WHERE p.kind = 'project' AND p.id = n.project_id) AS project,
        row_number() OVER (ORDER BY i.kind, i.id) AS place
      FROM ids i LEFT JOIN session_numbers n ON i.kind = 'session' AND n.session_id = i.id)
WHERE place > ?1 AND 0 <= ?2 ORDER BY place LIMIT 5000)";

constexpr const char* kTexts = R"(SELECT json_object('text', t.hash, 'body', t.body), t.id
FROM texts t JOIN (SELECT id AS page_id FROM (
  SELECT id, row_number() OVER (ORDER BY id) AS number, sum(characters) OVER (ORDER BY id) AS total
  FROM (SELECT id, length(body) AS characters FROM texts
        WHERE id > ?1 AND id <= ?2 AND body IS NOT NULL ORDER BY id LIMIT ?3))
WHERE number = 1 OR total <= ?4) ON page_id = t.id ORDER BY t.id)";

constexpr const char* kEvents = R"(SELECT json_object('event', e.id, 'device_id', e.device_id,
  'device_seq', e.device_seq, 'hlc', e.hlc, 'type', e.type, 'v', e.v, 'entity_id', e.entity_id,
  'body', e.body, 'body_hash', e.body_hash), e.seq
FROM events e JOIN (SELECT seq AS page_seq FROM (
  SELECT seq, row_number() OVER (ORDER BY seq) AS number, sum(characters) OVER (ORDER BY seq) AS total
  FROM (SELECT seq, length(body) AS characters FROM events
        WHERE +workspace = (SELECT workspace FROM clock) AND seq > ?1 AND seq <= ?2 ORDER BY seq LIMIT ?3))
WHERE number = 1 OR total <= ?4) ON page_seq = e.seq ORDER BY e.seq)";

/// The last piece: the models, and the line that says that nothing is missing.
constexpr const char* kLast = R"(SELECT line, 0 AS place FROM (
  SELECT 0 AS last, name, json_object('model', json_object('name', name, 'provider', provider,
    'url', url, 'model', model, 'key_name', key_name, 'context_tokens', context_tokens,
    'timeout_seconds', timeout_seconds, 'preferred', preferred, 'created_at', created_at)) AS line
  FROM models
  UNION ALL
  SELECT 1, '', json_object('end', 'baton-export', 'events', (SELECT count(*) FROM events
    WHERE workspace = (SELECT workspace FROM clock) AND seq <= ?2)))
WHERE 0 <= ?1 ORDER BY last, name)";

struct Section {
  std::string_view name;
  const char* sql;
  bool is_text = false;   ///< positions are of the texts
  bool is_sized = false;  ///< its pages are limited by their characters
};

constexpr std::array<Section, 5> kSections{{{"purged", kPurged},
                                            {"ids", kIds},
                                            {"texts", kTexts, true, true},
                                            {"events", kEvents, false, true},
                                            {"last", kLast}}};

/// `SECTION:POSITION:TEXTS:EVENTS`: where to go on, and where the texts and the log ended when the
/// file was begun.
struct Cursor {
  std::size_t section = 0;
  std::int64_t position = 0;
  std::int64_t texts = 0;
  std::int64_t events = 0;

  std::string text() const {
    return std::string(kSections[section].name) + ':' + std::to_string(position) + ':' +
           std::to_string(texts) + ':' + std::to_string(events);
  }
};

std::optional<std::int64_t> take_number(std::string_view& rest) {
  if (!rest.starts_with(':')) return std::nullopt;
  const std::size_t end = rest.find(':', 1);
  const auto number = whole_number(rest.substr(1, end == std::string_view::npos ? end : end - 1));
  rest = end == std::string_view::npos ? std::string_view{} : rest.substr(end);
  return number && *number >= 0 ? number : std::nullopt;
}

Result<Cursor> cursor_in(std::string_view text) {
  Cursor cursor;
  for (const Section& section : kSections) {
    if (!text.starts_with(section.name)) continue;
    std::string_view rest = text.substr(section.name.size());
    const auto position = take_number(rest);
    const auto texts = take_number(rest);
    const auto events = take_number(rest);
    if (!position || !texts || !events || !rest.empty()) break;
    cursor = {static_cast<std::size_t>(&section - kSections.data()), *position, *texts, *events};
    return cursor;
  }
  return fail(Fault::invalid, "invalid_field", "cursor must be the Next-Cursor of an answer.",
              "cursor");
}

Statement page_after(const Cursor& cursor) {
  const Section& section = kSections[cursor.section];
  Statement statement{section.sql,
                      {cursor.position, section.is_text ? cursor.texts : cursor.events}};
  if (section.is_sized) {
    statement.parameters.emplace_back(kPageRows);
    statement.parameters.emplace_back(kPageCharacters);
  }
  return statement;
}

/// A section ends with an empty page.
std::string next_of(Cursor cursor, const Rows& rows) {
  if (cursor.section + 1 == kSections.size()) return "";
  if (rows.empty()) {
    ++cursor.section;
    cursor.position = 0;
  } else {
    cursor.position = integer_at(rows.back(), 1);
  }
  return cursor.text();
}

Response piece_of(std::string lines, std::string next) {
  Response response;
  response.headers.emplace_back("Content-Type", "application/x-ndjson");
  if (!next.empty()) response.headers.emplace_back("Next-Cursor", std::move(next));
  response.body = std::move(lines);
  return response;
}

std::string lines_of(const Rows& rows) {
  std::string lines;
  for (const Row& row : rows) lines.append(text_at(row, 0)).append("\n");
  return lines;
}

}  // namespace

bool is_export(std::string_view head) { return head.starts_with(R"({"format":"baton-export")"); }

Task<Result<Response>> export_all(Context& /*context*/, Request request) {
  const std::string asked(request.argument("cursor"));
  if (asked.empty()) {
    CO_TRY(const Rows rows,
           read({"SELECT json_object('format', ?1, 'version', CAST(?2 AS INTEGER), 'workspace', "
                 "workspace), (SELECT coalesce(max(id), 0) FROM texts), "
                 "(SELECT coalesce(max(seq), 0) FROM events) FROM clock",
                 {std::string(kFormat), kVersion}}));
    const Cursor first{0, 0, integer_at(rows[0], 1), integer_at(rows[0], 2)};
    co_return piece_of(lines_of(rows), first.text());
  }
  CO_CHECK(const Cursor cursor, cursor_in(asked));
  CO_TRY(const Rows rows, read(page_after(cursor)));
  co_return piece_of(lines_of(rows), next_of(cursor, rows));
}

}  // namespace baton::history
