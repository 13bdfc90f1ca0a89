#pragma once
#include <string>

#include "core/http/message.hpp"

namespace baton::native {

/// Why the server itself does not take a request; what the core decides never becomes one.
struct Refusal {
  int status = 400;
  std::string code;     ///< snake_case, for programs
  std::string message;  ///< a sentence, for people
};

/// `{"success":false,"error":…,"code":…}`
Response to_response(const Refusal& refusal);

}  // namespace baton::native
