#include "core/base/time.hpp"
#include "core/hooks/lines.hpp"
#include "core/sessions/columns.hpp"
#include "core/store/read.hpp"

namespace baton::hooks {
namespace {

/// The project's open session, and the session that took in the transcript before.
[[clang::coro_wrapper]] Task<Result<std::vector<Rows>>> candidates(const Intake* intake) {
  const std::string of_project =
      " FROM sessions s JOIN projects p ON p.id = s.project_id WHERE "
      "p.uid = ?1 AND s.deleted = 0 AND ";
  const std::string columns = "SELECT s.uid, s.started_at, s.conversation_count";
  std::vector<Statement> statements;
  statements.push_back({columns + of_project +
                            "s.status IN ('in_progress', 'paused') AND substr(s.uid, 15, 1) <> '8' "
                            "ORDER BY s.id DESC LIMIT 1",
                        {intake->import.project_uid}});
  statements.push_back(
      {columns + of_project + "(" + sessions::has_source("?2") +
           " OR s.uid IN (SELECT f.session_uid FROM transcript_files f WHERE f.source = ?2)) "
           "ORDER BY s.id DESC LIMIT 1",
       {intake->import.project_uid, intake->lines.owner.source}});
  return read_all(std::move(statements));
}

std::int64_t time_of(const std::string& text) { return from_iso8601(text).value_or(0); }

/// A session that an import or a hook made has a name-based uid (UUIDv8).
bool is_imported(const std::string& uid) {
  constexpr std::size_t kVersion = 14;
  return uid.size() > kVersion && uid[kVersion] == '8';
}

}  // namespace

Task<Result<bool>> find_place(Intake* intake) {
  transcript::SessionImport& import = intake->import;
  CO_TRY(const std::vector<Rows> rows, candidates(intake));
  const Rows& open = rows[0];
  const Rows& before = rows[1];
  const std::string& written = import.importer->facts().ended_at;
  if (!open.empty() && !written.empty() && time_of(text_at(open[0], 1)) <= time_of(written)) {
    const bool elsewhere = !before.empty() && text_at(before[0], 0) != text_at(open[0], 0);
    if (elsewhere) import.since = time_of(text_at(open[0], 1));
    co_return co_await transcript::find_session(&import, text_at(open[0], 0));
  }
  if (before.empty()) {
    if (intake->turns.empty()) co_return false;
    co_return co_await transcript::begin_session(&import, intake->turns.front().uid);
  }
  import.session_uid = text_at(before[0], 0);
  import.before = integer_at(before[0], 2);
  import.attached = !is_imported(import.session_uid);
  if (import.attached) import.since = time_of(text_at(before[0], 1));
  co_return true;
}

}  // namespace baton::hooks
