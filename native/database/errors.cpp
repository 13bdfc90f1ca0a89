#include "native/database/errors.hpp"

#include "core/store/batch.hpp"

namespace baton::native {
namespace {

const char* code_of(int result, std::string_view message) {
  switch (result & 0xff) {
    case SQLITE_CONSTRAINT:
      return message.find("guard") != std::string_view::npos ? "guard" : "constraint";
    case SQLITE_TOOBIG:
      return "too_big";
    case SQLITE_READONLY:
      return "read_only";
    case SQLITE_FULL:
    case SQLITE_IOERR:
      return "disk_full";
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return "busy";
    case SQLITE_INTERRUPT:
      return "over_time";
    case SQLITE_NOTADB:
      return "not_a_database";
    case SQLITE_CORRUPT:
      return "corrupt";
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
      return "cannot_open";
    default:
      return "store";
  }
}

}  // namespace

std::string advice_for(std::string_view code, const std::string& path) {
  if (code == "not_a_database")
    return path + " is not a Baton database: name another file by --db.";
  if (code == "read_only")
    return path + " cannot be written: check its permissions and its folder's.";
  if (code == "disk_full")
    return "The disk that holds " + path +
           " is full or failing: nothing was changed. Free some room.";
  if (code == "busy")
    return path + " is in use by another process that does not let go: try again.";
  if (code == "over_time") return path + " did not answer in the time that there was.";
  if (code == "corrupt")
    return path + " is damaged: run `baton doctor`, or restore a copy. Nothing was changed.";
  if (code == "too_big") return "A value is larger than the 2 MB that the store takes.";
  if (code == "cannot_open") return path + " cannot be opened: check the path and its permissions.";
  return {};
}

Error error_of(sqlite3* handle, const std::string& path) {
  const std::string message = sqlite3_errmsg(handle);
  const std::string code = code_of(sqlite3_extended_errcode(handle), message);
  const std::string advice = advice_for(code, path);
  return {fault_of_store(code),
          code,
          advice.empty() ? "The store refused a statement: " + message + "." : advice,
          {}};
}

}  // namespace baton::native
