#include "tests/simulation/disk.hpp"

#include <sqlite3.h>

#include <cstdio>
#include <cstdlib>

namespace baton::simulation {
namespace {

/// Virtual tables are what their shadow tables hold.
constexpr const char* kTables =
    "SELECT name FROM main.sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%' "
    "ORDER BY name";

void must(int code, sqlite3* handle) {
  if (code == SQLITE_OK) return;
  std::fprintf(stderr, "simulation: %s\n", sqlite3_errmsg(handle));
  std::abort();
}

void execute(sqlite3* handle, const std::string& sql) {
  must(sqlite3_exec(handle, sql.c_str(), nullptr, nullptr, nullptr), handle);
}

std::vector<std::string> tables_of(sqlite3* handle) {
  std::vector<std::string> names;
  const auto add = [](void* into, int, char** values, char**) {
    static_cast<std::vector<std::string>*>(into)->emplace_back(values[0]);
    return 0;
  };
  must(sqlite3_exec(handle, kTables, add, &names, nullptr), handle);
  return names;
}

}  // namespace

Disk::Disk(const std::string& path) : path_(path) {
  auto opened = native::Database::open(path);
  if (!opened) {
    std::fprintf(stderr, "simulation: %s\n", opened.error().message.c_str());
    std::abort();
  }
  database_ = std::make_unique<native::Database>(*std::move(opened));
  must(sqlite3_open(path.c_str(), &beside_), beside_);
  execute(beside_, "PRAGMA synchronous = OFF");
}

Disk::~Disk() { sqlite3_close(beside_); }

void Disk::become(const Disk& other) {
  execute(beside_, "ATTACH '" + other.path_ + "' AS other");
  copy_rows();
  execute(beside_, "DETACH other");
}

void Disk::copy_rows() {
  std::string sql = "BEGIN IMMEDIATE;";
  for (const std::string& table : tables_of(beside_))
    sql.append("DELETE FROM main." + table + "; INSERT INTO main." + table +
               " SELECT * FROM other." + table + ";");
  execute(beside_, sql + "COMMIT");
}

Disks::Disks(std::string folder) : folder_(std::move(folder)), empty_(folder_ + "/empty.db") {}

std::unique_ptr<Disk> Disks::take() {
  if (free_.empty())
    free_.push_back(std::make_unique<Disk>(folder_ + "/" + std::to_string(made_++) + ".db"));
  std::unique_ptr<Disk> disk = std::move(free_.back());
  free_.pop_back();
  disk->become(empty_);
  return disk;
}

void Disks::give_back(std::unique_ptr<Disk> disk) { free_.push_back(std::move(disk)); }

}  // namespace baton::simulation
