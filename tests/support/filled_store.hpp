#pragma once
#include <string>
#include <vector>

#include "core/base/json.hpp"
#include "native/host.hpp"

namespace baton::test {

/// A request to the API on this database, in process. The answer's body; ends the program with the
/// answer if its status is not 200.
Json call(native::Database& database, std::string method, std::string target,
          std::string body = {});

struct Filled {
  std::vector<double> saves;         ///< milliseconds of each save
  std::vector<std::string> samples;  ///< every 90th turn's text
};

/// Fills the store with `turns` turns of 700 bytes in sessions of 200, each saved by one request,
/// all in a project named "bench".
Filled fill_store(native::Database& database, int turns);

}  // namespace baton::test
