#pragma once
#include "core/redact/separator.hpp"

namespace baton::redact {

/// Finds a value that stands further from its name, which ended before `at`: after `" { default =`
/// of a Terraform variable, `).toBe(`, ` --body`, ` '` of SQL, or ` for the server is `.
bool place_apart(const Scan& scan, const Named& name, std::size_t at, Place& place);

/// Whether a blank alone parts the name from its value: `#define NAME`, `ENV NAME`, `set -x NAME`,
/// `configure set name`, `login USER password`.
bool is_definition(const Scan& scan, std::size_t name_from);

}  // namespace baton::redact
