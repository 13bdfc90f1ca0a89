#pragma once
#include <expected>
#include <string>
#include <utility>

namespace baton {

/// What kind of answer an error becomes; the HTTP status is a function of it.
enum class Fault {
  invalid,        ///< 400: malformed or of the wrong type
  unauthorized,   ///< 401: no token, or one that is not known
  forbidden,      ///< 403: the token's role does not allow it
  not_found,      ///< 404
  method,         ///< 405
  conflict,       ///< 409: the state does not allow it
  too_large,      ///< 413
  media_type,     ///< 415
  unprocessable,  ///< 422: well-formed, but it cannot be
  rate,           ///< 429
  internal,       ///< 500
  unavailable,    ///< 503: the store cannot be reached or written
};

/// An outcome that is not a success. `message` is a sentence for a person, `code` a snake_case word
/// for a program, `field` the JSON path of the input at fault ("" if none).
/// Its special members are out of line: every step that may fail holds a copy of them otherwise.
struct Error {
  Error();
  Error(Fault fault, std::string code, std::string message, std::string field = {});
  Error(const Error&);
  Error(Error&&) noexcept;
  Error& operator=(const Error&);
  Error& operator=(Error&&) noexcept;
  ~Error();

  Fault fault = Fault::invalid;
  std::string code;
  std::string message;
  std::string field;
};

template <class T>
using Result = std::expected<T, Error>;

/// The error of a result on its way out of a coroutine: `co_return baton::Failing{result.error()};`
struct Failing {
  Error& error;
};

std::unexpected<Error> fail(Fault fault, std::string code, std::string message,
                            std::string field = {});

template <class T>
T value_of(Result<T>& result) {
  return *std::move(result);
}

}  // namespace baton

#define BATON_CONCAT_(a, b) a##b
#define BATON_CONCAT(a, b) BATON_CONCAT_(a, b)

/// `TRY(auto name, expression);` declares `name` from a Result, or returns its error.
#define BATON_TRY_(temporary, declaration, expression)                  \
  auto temporary = (expression);                                        \
  if (!temporary) return std::unexpected(std::move(temporary).error()); \
  declaration = *std::move(temporary)
#define TRY(declaration, ...) \
  BATON_TRY_(BATON_CONCAT(try_, __COUNTER__), declaration, (__VA_ARGS__))

/// The same in a coroutine: awaits a Task<Result<T>>, or co_returns its error. The result lives in
/// an expression (an extension of GCC and Clang) and is gone before the next suspension: no frame
/// keeps it.
#define BATON_TAKE_(temporary, result)                           \
  __extension__({                                                \
    auto temporary = (result);                                   \
    if (!temporary) co_return baton::Failing{temporary.error()}; \
    baton::value_of(temporary);                                  \
  })
#define CO_TRY(declaration, ...) \
  declaration = BATON_TAKE_(BATON_CONCAT(try_, __COUNTER__), co_await (__VA_ARGS__))

/// The same for a plain Result inside a coroutine.
#define CO_CHECK(declaration, ...) \
  declaration = BATON_TAKE_(BATON_CONCAT(try_, __COUNTER__), __VA_ARGS__)
