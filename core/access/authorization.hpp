#pragma once
#include <optional>
#include <string>
#include <vector>

#include "core/access/credential.hpp"
#include "core/http/router.hpp"
#include "core/store/batch.hpp"

namespace baton::access {

/// What the store is asked about a credential, as one statement that reads, and how its answer is
/// judged. The statement answers one row, or none for a credential that is not valid: the role,
/// whether the token is limited to projects, what a session of the host's secret is bound to, and
/// for each subject whether the token reaches it. So whether a thing is there and whether it is
/// foreign are one question with one answer.
class Question {
 public:
  /// Asks about the subjects of the route that stand in `where`'s places. `now` is the present
  /// moment in ISO 8601, needed for a cookie only. `request.body` is read for `Where::body` only.
  enum class About { target, body };
  Question(Credential credential, const Route& route, const Request& request, About about,
           std::string now);

  const Statement& statement() const { return statement_; }

  /// Sets what the caller may do. 401 `invalid_token` or `invalid_session`; 403 `role_too_low`; 403
  /// `project_scope` for a limited token and what spans projects; 404 `unknown_…`, in the words of
  /// core/store/read.hpp, for a thing that is not in its projects, be it there or not.
  Result<bool> judge(Context& context, const Rows& rows) const;

  /// Whether the rows are those of a token that is limited to projects.
  static bool is_limited(const Rows& rows);

 private:
  struct Asked {
    std::string what;  ///< "project"
    std::string sent;
    std::optional<Error> fault;  ///< what was sent names nothing
    bool spans = false;          ///< it was not sent, and without it the request spans projects
  };
  void ask(const Subject& subject, const Request& request);
  void ask_for(const Subject& subject, std::string sent);
  Result<bool> judge_subjects(const Row& row) const;

  Credential credential_;
  const Route& route_;
  Statement statement_;
  std::string columns_;
  std::vector<Asked> asked_;
};

/// A condition on `project`, a column with a project's uid, that is true where the request's
/// credential reaches it; "true" where no token is needed. Its parameter is appended to
/// `parameters`.
std::string reached(const Context& context, const std::string& project,
                    std::vector<Value>& parameters);

}  // namespace baton::access
