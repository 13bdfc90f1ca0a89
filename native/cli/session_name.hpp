#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/result.hpp"

namespace baton::cli {

/// How people name a session:
///
///     12          the project's session 12
///     last        its newest
///     demo#12     session 12 of the project demo; also demo#last
///     0193c1f0    a uid's first letters, at least 4 (only digits mean a number, unless the first
///                 is 0)
///     12:758      turn 758 of session 12; any of the above may have a turn
struct SessionName {
  enum class Kind { number, last, uid };
  Kind kind = Kind::last;
  std::string project;  ///< "" for the current one
  std::int64_t number = 0;
  std::string uid;  ///< first letters, lower-case
  std::optional<std::int64_t> turn;
};

/// Errors (code "usage") say what a session's name looks like.
Result<SessionName> parse_session_name(std::string_view text);

}  // namespace baton::cli
