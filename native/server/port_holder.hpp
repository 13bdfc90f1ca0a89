#pragma once
#include <cstdint>
#include <optional>
#include <string>

namespace baton::native {

/// A process that listens.
struct PortHolder {
  int process = 0;
  std::string name;  ///< as the kernel knows it: "python3"
};

/// Who listens on a TCP port of this machine, of those whose files this user may see; nullopt for
/// nobody or another user's process. Reads /proc.
std::optional<PortHolder> holder_of_port(std::uint16_t port);

/// "python3 (process 4711)", or "an unknown process".
std::string name_holder_of_port(std::uint16_t port);

}  // namespace baton::native
