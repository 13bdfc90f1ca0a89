#pragma once
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

#include "core/base/json.hpp"
#include "native/cli/client.hpp"

namespace baton::cli {

/// A successful answer: its text as it came, and parsed.
struct Answer {
  std::string body;
  Json whole;

  /// The `data` member; null if there is none.
  const Json& data() const;
};

/// The API as a command sees it: an answer, or the error that the API names.
class Api {
 public:
  explicit Api(Client& client) : client_(client) {}

  Result<Answer> get(std::string target);
  Result<Answer> post(std::string target, const Json& body);
  Result<Answer> patch(std::string target, const Json& body);
  Result<Answer> remove(std::string target);
  /// Streams a body to the target by POST.
  Result<Answer> upload(std::string target, const Pieces& pieces);

 private:
  Result<Answer> send(std::string method, std::string target, std::string body,
                      const Pieces& pieces);
  Client& client_;
};

/// `path?name=value&…`, percent-encoded; arguments with an empty value are left out.
std::string target(std::string_view path,
                   std::initializer_list<std::pair<std::string_view, std::string>> arguments);

/// One percent-encoded segment of a path.
std::string segment(std::string_view text);

/// Members of the API's objects, without trust in their types: "" / 0 / an empty array if the
/// member is not there or is something else. The references live as long as `object`.
const std::string& text_in(const Json& object, std::string_view name);
std::int64_t number_in(const Json& object, std::string_view name);
bool flag_in(const Json& object, std::string_view name);
double real_in(const Json& object, std::string_view name);
const Json& list_in(const Json& object, std::string_view name);
const Json& object_in(const Json& object, std::string_view name);  ///< a null if it is not there

}  // namespace baton::cli
