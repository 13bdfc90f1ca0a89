#pragma once
#include <string>
#include <string_view>

#include "core/base/result.hpp"
#include "native/machine/environment.hpp"

namespace baton::cli {

/// Writes `bytes` to `path`, so that a reader finds the old file or the new one, never half of one;
/// a device or pipe is written to as it is. Errors: 503 "cannot_write".
Result<bool> write_output_file(const machine::Environment& environment, const std::string& path,
                               std::string_view bytes);

}  // namespace baton::cli
