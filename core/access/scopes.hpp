#pragma once
#include "core/http/scope.hpp"

namespace baton::access::subjects {

using enum Subject::What;
using enum Subject::Where;
using enum Subject::Need;

inline constexpr Subject kProject[] = {{project, path, "id"}};
inline constexpr Subject kProjectAsked[] = {{project, query, "project"}};
inline constexpr Subject kUsage[] = {{project, query, "project"},
                                     {session, query, "session", if_sent}};
inline constexpr Subject kProjectSent[] = {{project, body, "projectId", if_sent}};
inline constexpr Subject kProjectSearched[] = {{project, body, "projectId"}};
inline constexpr Subject kProjectRecalled[] = {{project, body, "project_id"}};
inline constexpr Subject kSession[] = {{session, path, "id"}};
inline constexpr Subject kSessionSent[] = {{session, body, "session_id"}};
inline constexpr Subject kNewSession[] = {{project, body, "project_id"},
                                          {session, body, "uid", if_known}};
inline constexpr Subject kSource[] = {{source, query, "source"}};
inline constexpr Subject kImport[] = {{session, query, "session", if_sent},
                                      {project, query, "project", if_sent}};
inline constexpr Subject kHandoff[] = {{handoff, path, "id"}};
inline constexpr Subject kHandoffs[] = {{handoff, path, "id"}, {handoff, query, "with", if_sent}};
inline constexpr Subject kKnowledge[] = {{knowledge, path, "id"}};
inline constexpr Subject kKnowledgeChange[] = {{knowledge, path, "id"},
                                               {project, body, "project_id", if_sent}};
inline constexpr Subject kNewKnowledge[] = {{project, body, "project_id"},
                                            {knowledge, body, "uid", if_known}};

}  // namespace baton::access::subjects

/// The scopes that the table of routes names.
namespace baton::access::scopes {

inline constexpr Scope kNoProject{};                 ///< touches none
inline constexpr Scope kListed{};                    ///< the handler leaves out what is foreign
inline constexpr Scope kAllProjects{.spans = true};  ///< spans them
inline constexpr Scope kProject{false, subjects::kProject};
inline constexpr Scope kProjectAsked{false, subjects::kProjectAsked};
inline constexpr Scope kUsage{false, subjects::kUsage};
inline constexpr Scope kProjectSent{false, subjects::kProjectSent};
inline constexpr Scope kProjectSearched{false, subjects::kProjectSearched};
inline constexpr Scope kProjectRecalled{false, subjects::kProjectRecalled};
inline constexpr Scope kSession{false, subjects::kSession};
inline constexpr Scope kSessionSent{false, subjects::kSessionSent};
inline constexpr Scope kNewSession{false, subjects::kNewSession};
inline constexpr Scope kSource{false, subjects::kSource};
inline constexpr Scope kImport{false, subjects::kImport};
inline constexpr Scope kHandoff{false, subjects::kHandoff};
inline constexpr Scope kHandoffs{false, subjects::kHandoffs};
inline constexpr Scope kKnowledge{false, subjects::kKnowledge};
inline constexpr Scope kKnowledgeChange{false, subjects::kKnowledgeChange};
inline constexpr Scope kNewKnowledge{false, subjects::kNewKnowledge};

}  // namespace baton::access::scopes
