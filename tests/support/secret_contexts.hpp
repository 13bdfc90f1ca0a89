#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "tests/support/secret_forms.hpp"

namespace baton::test {

/// A secret as it is written somewhere: `text` holds `secret`.
struct Occurrence {
  std::string_view context;
  std::string text;
  std::string secret;
};

/// Wherever people and programs write the value of a variable: files of settings, code, shells,
/// requests, logs, and the outputs of tools as JSON holds them.
std::vector<Occurrence> with_name(std::string_view variable, const std::string& secret);

/// Where no name stands beside it.
std::vector<Occurrence> without_name(const std::string& secret);

/// Text as it stands in a file, in a tool's output inside of JSON, and in JSON inside of that.
std::vector<Occurrence> in_place(const Planted& planted);

}  // namespace baton::test
