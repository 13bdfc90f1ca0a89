#pragma once
#include <cstdint>

#include "core/redact/scan.hpp"

namespace baton::redact {

/// A name that may be given a value: [from, to) of the text.
struct Named {
  std::size_t from = 0;
  std::size_t to = 0;
  bool is_option = false;    ///< --name
  bool is_defined = false;   ///< #define NAME, ENV NAME, login USER password
  bool is_element = false;   ///< <name>
  bool in_capitals = false;  ///< NAME
};

/// Where the value of a name is written, and how.
struct Place {
  std::size_t value = 0;
  bool only_quoted = false;  ///< an unquoted one would be a number of JSON, or code
  bool environment = false;  ///< NAME=value: a literal to the next blank
  bool listed = false;       ///< ("NAME", "value"): may be a list of words
  bool element = false;      ///< <name>value<
  bool apart = false;        ///< with words between: must look drawn at random
};

/// Finds what stands between a name and its value: `=`, `": "`, `=>`, ` is `, `**: `, `", "`,
/// `" |`, `: str = `, `", "value": "`, a blank after an option …; false if the name is given no
/// value.
bool place_of_value(const Scan& scan, const Named& name, Place& place);

}  // namespace baton::redact
