#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace baton {

/// A TCP port of the machine that the session worked on, 1–65535.
struct ClaimedPort {
  std::uint16_t number = 0;
  bool operator==(const ClaimedPort&) const = default;
};

/// The ports at which a text says that something answers: `localhost:3000` and `port 3000` in a
/// line that says so ("running", "listening", a check mark) or under a heading about services, and
/// in no line that denies it ("not started"). `heading` is what the text stands under.
std::vector<ClaimedPort> ports_said_to_answer(std::string_view text, std::string_view heading);

/// The ports of this machine that a shell command sends a request to (curl, wget, http).
std::vector<ClaimedPort> ports_asked_by(std::string_view command);

/// Files of migrations that a text names: a path with a folder of migrations in it, or, in a line
/// about migrations, the name of an SQL or Python file.
std::vector<std::string> migrations_named(std::string_view text);

}  // namespace baton
