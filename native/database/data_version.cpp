#include "native/database/data_version.hpp"

#include <sqlite3.h>

#include <cstdint>
#include <memory>
#include <utility>

namespace baton::native {
namespace {

struct CloseWatch {
  void operator()(sqlite3* handle) const { sqlite3_close_v2(handle); }
  void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};

class DataVersion {
 public:
  explicit DataVersion(const std::string& path) {
    sqlite3* handle = nullptr;
    sqlite3_open_v2(path.c_str(), &handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, nullptr);
    handle_.reset(handle);
    sqlite3_busy_timeout(handle, 100);
    sqlite3_stmt* select = nullptr;
    sqlite3_prepare_v2(handle, "PRAGMA data_version", -1, &select, nullptr);
    select_.reset(select);
    changed();
  }

  bool changed() {
    const bool known = select_ && sqlite3_step(select_.get()) == SQLITE_ROW;
    const std::int64_t now = known ? sqlite3_column_int64(select_.get(), 0) : -1;
    if (select_) sqlite3_reset(select_.get());
    return std::exchange(version_, now) != now || !known;
  }

 private:
  std::unique_ptr<sqlite3, CloseWatch> handle_;
  std::unique_ptr<sqlite3_stmt, CloseWatch> select_;
  std::int64_t version_ = -1;
};

}  // namespace

std::function<bool()> watch_commits(const std::string& database_path) {
  return [watched = std::make_shared<DataVersion>(database_path)] { return watched->changed(); };
}

}  // namespace baton::native
