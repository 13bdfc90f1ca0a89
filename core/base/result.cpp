#include "core/base/result.hpp"

namespace baton {

Error::Error() = default;
Error::Error(Fault of, std::string its_code, std::string its_message, std::string its_field)
    : fault(of),
      code(std::move(its_code)),
      message(std::move(its_message)),
      field(std::move(its_field)) {}
Error::Error(const Error&) = default;
Error::Error(Error&&) noexcept = default;
Error& Error::operator=(const Error&) = default;
Error& Error::operator=(Error&&) noexcept = default;
Error::~Error() = default;

std::unexpected<Error> fail(Fault fault, std::string code, std::string message, std::string field) {
  return std::unexpected(Error(fault, std::move(code), std::move(message), std::move(field)));
}

}  // namespace baton
