#include "core/hooks/positions.hpp"

#include <limits>

#include "core/access/authorization.hpp"
#include "core/http/answer.hpp"
#include "core/store/read.hpp"

namespace baton::hooks {
namespace {

constexpr std::size_t kMostFiles = 20;  ///< two statements each, of a batch's hundred
constexpr std::size_t kMostPath = 4096;

}  // namespace

Task<Result<Response>> positions(Context& context, Request request) {
  const std::string source(request.argument("source"));
  std::vector<Value> parameters{source};
  const std::string unfinished =
      request.argument("unfinished") == "1" ? " AND s.status = 'in_progress'" : "";
  const std::string reached = access::reached(context, "f.project_uid", parameters);
  Statement statement{
      "SELECT json_object('file', f.file, 'format', f.format, 'read_bytes', f.read_bytes, 'mark', "
      "f.mark, 'cwd', f.cwd, "
      "'source', f.source, 'branch', f.branch, 'project_uid', f.project_uid, 'session_uid', "
      "f.session_uid) FROM "
      "transcript_files f "
      "JOIN sessions s ON s.uid = f.session_uid AND s.deleted = 0" +
          unfinished + " WHERE (?1 = '' OR f.source = ?1) AND " + reached +
          " ORDER BY f.source, f.file LIMIT 1000",
      std::move(parameters)};
  CO_TRY(const Rows rows, read(std::move(statement)));
  co_return answer(rows_json(rows));
}

Result<std::vector<Position>> positions_of(const Json& body) {
  constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max();
  Decoder decoder(body);
  const Json* files = decoder.array("files", kMostFiles);
  if (decoder.error()) return std::unexpected(*decoder.error());
  std::vector<Position> found;
  for (const Json& file : *files) {
    Decoder one(file, "files");
    Position position;
    position.file = one.text("file", {.least = 1, .most = kMostPath});
    position.was = one.integer_or("was", 0, 0, kMost);
    position.read = one.integer("read", 0, kMost);
    position.mark = one.text_or("mark", "", {.least = 0, .most = 64});
    if (one.error()) return std::unexpected(*one.error());
    found.push_back(std::move(position));
  }
  return found;
}

void guard_positions(Change& change, const Owner& owner, const std::vector<Position>& positions) {
  for (const Position& position : positions)
    change.guards.push_back(unless(
        "coalesce((SELECT read_bytes FROM transcript_files WHERE source = ?1 AND file = ?2), "
        "0) <> ?3",
        {owner.source, position.file, position.was}));
}

void add_positions(std::vector<Statement>& statements, const Owner& owner,
                   const std::vector<Position>& positions, const std::string& now) {
  for (const Position& position : positions)
    statements.push_back(
        {"INSERT OR REPLACE INTO transcript_files (source, file, format, project_uid, session_uid, "
         "cwd, branch, read_bytes, mark, read_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
         {owner.source, position.file, owner.format, owner.project_uid, owner.session_uid,
          owner.cwd, owner.branch, position.read, position.mark, now}});
}

}  // namespace baton::hooks
