#pragma once
#include <optional>
#include <string>
#include <vector>

#include "core/base/json.hpp"
#include "core/handoff/completion.hpp"
#include "core/handoff/extract.hpp"
#include "core/handoff/measured.hpp"
#include "core/models/configured.hpp"

namespace baton::handoff {

/// What the body of a completion says, and of an interim handoff.
struct Completion {
  double credits_used = 0;
  bool credits_sent = false;
  std::string now;
  Closing closing;
  models::Choice choice;  ///< of the model that is to help
};
Result<Completion> completion_of(const Json& body);

/// What is wrong with the steps to be dropped, if anything: the previous handoff has to have them.
std::optional<Error> no_such_step(const OpenSession& session, const std::vector<int>& drop);

/// Tells the closing of which session it is.
void describe(const OpenSession& session, Completion& completion);

/// `lines` with '\n' between them, as a session's fields hold lists.
std::string lines_text(const std::vector<std::string>& lines);

/// What is done, partial, next, in the way and not committed, for people to see.
Json receipt_of(const Handoff& handoff);

}  // namespace baton::handoff
