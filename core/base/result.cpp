#include "core/base/result.hpp"

namespace baton {

Error::Error() = default;
Error::Error(Fault fault, std::string code, std::string message, std::string field)
    : fault(fault), code(std::move(code)), message(std::move(message)), field(std::move(field)) {}
Error::Error(const Error&) = default;
Error::Error(Error&&) noexcept = default;
Error& Error::operator=(const Error&) = default;
Error& Error::operator=(Error&&) noexcept = default;
Error::~Error() = default;

std::unexpected<Error> fail(Fault fault, std::string code, std::string message, std::string field) {
  return std::unexpected(Error(fault, std::move(code), std::move(message), std::move(field)));
}

}  // namespace baton
