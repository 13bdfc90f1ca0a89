#pragma once
#include <memory>
#include <string>
#include <vector>

#include "native/database.hpp"

struct sqlite3;

namespace baton::simulation {

/// A store whose rows can be made another's. It stays open, since to open one and to prepare its
/// statements takes far longer than what a simulated history does with it.
class Disk {
 public:
  /// Opens or creates the store at `path`.
  explicit Disk(const std::string& path);
  Disk(const Disk&) = delete;
  Disk& operator=(const Disk&) = delete;
  ~Disk();

  /// Every row of every table becomes as it is there, by a connection of its own.
  void become(const Disk& other);

  native::Database& database() { return *database_; }

 private:
  void copy_rows();

  std::string path_;
  std::unique_ptr<native::Database> database_;
  sqlite3* beside_ = nullptr;
};

/// Disks that one history after the other takes.
class Disks {
 public:
  /// In `folder`, which exists.
  explicit Disks(std::string folder);

  /// A disk with an empty store, all migrations applied.
  std::unique_ptr<Disk> take();
  void give_back(std::unique_ptr<Disk> disk);

 private:
  std::string folder_;
  unsigned made_ = 0;
  Disk empty_;
  std::vector<std::unique_ptr<Disk>> free_;
};

}  // namespace baton::simulation
