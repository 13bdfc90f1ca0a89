#pragma once
#include <string>

#include "core/base/json_in.hpp"
#include "core/http/target.hpp"
#include "native/cli/client.hpp"

namespace baton::cli {

/// A successful answer: its text as it came, and parsed.
struct Answer {
  std::string body;
  Json whole;

  /// The `data` member; null if there is none.
  const Json& data() const;
};

/// Takes an event: its name and data.
using Told = std::function<void(std::string_view name, const Json& data)>;

/// The API as a command sees it: an answer, or the error that the API names.
class Api {
 public:
  explicit Api(Client& client) : client_(client) {}

  Result<Answer> get(std::string target);
  Result<Answer> post(std::string target, const Json& body);
  /// The same, for what takes long: `told` gets the events before the answer, of which only
  /// "progress" and "draft" are known (core/http/event_stream.hpp).
  Result<Answer> post(std::string target, const Json& body, const Told& told);
  Result<Answer> patch(std::string target, const Json& body);
  Result<Answer> remove(std::string target);
  /// The answer as it came, whatever its status.
  Result<Response> exchange(Request request) { return client_.send(std::move(request), {}, {}); }
  /// Streams a body to the target by POST.
  Result<Answer> upload(std::string target, const Pieces& pieces);

 private:
  Result<Answer> send(std::string method, std::string target, std::string body,
                      const Pieces& pieces);
  Client& client_;
};

}  // namespace baton::cli
