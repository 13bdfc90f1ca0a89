#pragma once
#include <chrono>
#include <string>
#include <vector>

#include "core/base/result.hpp"

namespace baton::machine {

/// How a program ended.
struct ProgramEnd {
  int exit_code = 0;   ///< 128 + signal if a signal ended it
  std::string output;  ///< its standard output, at most 64 MiB
};

/// Runs `words[0]`, found through PATH, with the other words as its arguments: no shell reads them.
/// Standard input is `input`, at most 60 kB, and standard error /dev/null. `unset` names
/// environment variables it does not get, `set` holds `NAME=value`s it gets. Whatever has not ended
/// after `patience` is killed with its children. Errors (Fault::unavailable): "no_program" if it
/// cannot be started, "timed_out".
struct Program {
  std::vector<std::string> words;
  std::vector<std::string> unset = {};
  std::vector<std::string> set = {};
  std::string input = {};
  std::chrono::milliseconds patience{10'000};
};
Result<ProgramEnd> run_program(const Program& program);

}  // namespace baton::machine
