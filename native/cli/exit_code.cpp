#include "native/cli/exit_code.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace baton::cli {
namespace {

/// What is wrong with the database itself, and stays wrong until it is put right.
bool is_about_the_file(std::string_view code) {
  constexpr std::array<std::string_view, 6> kCodes{
      "not_a_database", "newer_schema", "corrupt", "read_only", "cannot_open", "cannot_write"};
  return std::ranges::find(kCodes, code) != kCodes.end();
}

}  // namespace

ExitCode exit_code_of(const Error& error) {
  if (error.code == "usage") return kUsage;
  switch (error.fault) {
    case Fault::not_found:
      return kNotFound;
    case Fault::conflict:
      return kConflict;
    case Fault::invalid:
    case Fault::method:
    case Fault::too_large:
    case Fault::media_type:
    case Fault::unprocessable:
      return kBadInput;
    case Fault::unauthorized:
    case Fault::forbidden:
    case Fault::rate:
      return kUnreachable;
    case Fault::unavailable:
      return is_about_the_file(error.code) ? kBadInput : kUnreachable;
    case Fault::internal:
      return kBug;
  }
  return kBug;
}

}  // namespace baton::cli
