#pragma once
#include <functional>
#include <string>
#include <vector>

#include "core/app.hpp"
#include "core/base/json.hpp"

namespace baton::test {

/// Answers a request. One with a Forwarded header needs a token; one without may do everything.
using Ask = std::function<Response(Request)>;

/// Two projects, each with a session, a handoff and an item of knowledge, and credentials of every
/// kind, made by the API alone so that any host can be asked.
struct Realm {
  struct Things {
    std::string project, session, handoff, knowledge;  ///< ids
  };
  /// `origin` is that of the server's own pages: "http://127.0.0.1:8787".
  Realm(Ask ask, std::string origin);

  /// The answer's data; the request must succeed.
  Json data(std::string method, std::string target, const Json& body = nullptr) const;
  Json make_token(Json grant) const;  ///< {name, role, projects}
  /// The cookie of a new session: `baton_session=…`.
  std::string log_in(const Json& body) const;

  Ask ask;
  std::string origin;
  Things ours, theirs;

 private:
  Things make_things() const;
};

/// A request as somebody sends it.
struct Caller {
  std::string name;
  Fields headers;
  Access role = Access::none;  ///< what it may, if it is let in
  std::string refusal;         ///< the code of the 401 that it gets wherever a token is needed
  bool cookie = false;         ///< a browser adds the credential by itself
  bool from_here = true;       ///< it says that it comes from a page of the server
  bool elsewhere = false;      ///< it says that it comes from another page
  const Realm::Things* limited_to = nullptr;
};

std::vector<Caller> callers(const Realm& realm);

/// A request for the route that names the things; without `subjects`, it names what the path must.
Request request_for(const Route& route, const Realm::Things& things, bool subjects = true);

std::string text_of_header(const Response& response, std::string_view name);

}  // namespace baton::test
