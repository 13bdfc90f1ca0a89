#include "native/server/port_holder.hpp"

#include <charconv>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string_view>
#include <unordered_set>

namespace baton::native {
namespace {

namespace fs = std::filesystem;

/// The columns of /proc/net/tcp that matter (proc(5)).
struct Entry {
  std::string local;  ///< "0100007F:1F90"
  std::string state;  ///< "0A" is LISTEN
  std::string inode;
};

std::optional<Entry> entry_of(const std::string& line) {
  std::istringstream columns(line);
  std::string skipped;
  Entry entry;
  columns >> skipped >> entry.local >> skipped >> entry.state;
  for (int i = 0; i < 5; ++i) columns >> skipped;
  columns >> entry.inode;
  if (!columns) return std::nullopt;
  return entry;
}

bool has_port(std::string_view local, std::uint16_t port) {
  const std::size_t colon = local.rfind(':');
  if (colon == std::string_view::npos) return false;
  unsigned value = 0;
  std::from_chars(local.data() + colon + 1, local.data() + local.size(), value, 16);
  return value == port;
}

/// What /proc/PID/fd/N points to for a socket that listens on the port.
void add_sockets(const char* table, std::uint16_t port, std::unordered_set<std::string>& sockets) {
  std::ifstream file(table);
  for (std::string line; std::getline(file, line);) {
    const auto entry = entry_of(line);
    if (entry && entry->state == "0A" && has_port(entry->local, port))
      sockets.insert("socket:[" + entry->inode + "]");
  }
}

bool holds_one(const fs::path& process, const std::unordered_set<std::string>& sockets) {
  std::error_code error;
  for (fs::directory_iterator file(process / "fd", error), end; !error && file != end;
       file.increment(error)) {
    std::error_code unreadable;
    if (sockets.contains(fs::read_symlink(file->path(), unreadable).string())) return true;
  }
  return false;
}

std::string name_of(const fs::path& process) {
  std::ifstream file(process / "comm");
  std::string name;
  std::getline(file, name);
  return name;
}

int process_id(const fs::path& folder) {
  const std::string name = folder.filename().string();
  int id = 0;
  const auto [end, fault] = std::from_chars(name.data(), name.data() + name.size(), id);
  return fault == std::errc() && end == name.data() + name.size() ? id : 0;
}

}  // namespace

std::optional<PortHolder> holder_of_port(std::uint16_t port) {
  std::unordered_set<std::string> sockets;
  add_sockets("/proc/net/tcp", port, sockets);
  add_sockets("/proc/net/tcp6", port, sockets);
  if (sockets.empty()) return std::nullopt;
  std::error_code error;
  for (fs::directory_iterator entry("/proc", error), end; !error && entry != end;
       entry.increment(error)) {
    const int id = process_id(entry->path());
    if (id != 0 && holds_one(entry->path(), sockets)) return PortHolder{id, name_of(entry->path())};
  }
  return std::nullopt;
}

std::string name_holder_of_port(std::uint16_t port) {
  const auto holder = holder_of_port(port);
  if (!holder) return "an unknown process";
  return holder->name + " (process " + std::to_string(holder->process) + ")";
}

}  // namespace baton::native
