#pragma once
#include <string>

#include "core/base/result.hpp"
#include "native/machine/environment.hpp"

namespace baton::cli {

/// A file that was read whole.
struct Input {
  std::string name;  ///< for people: the path as given, or "standard input"
  std::string text;
};

/// Reads `file`, or standard input if it is "-" or "". Errors: 404 "no_file", "cannot_read",
/// 413 "too_large" over 256 MiB.
Result<Input> read_input(const machine::Environment& environment, const std::string& file);

}  // namespace baton::cli
