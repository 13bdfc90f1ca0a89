#pragma once
#include <cstdint>
#include <span>
#include <string_view>

namespace baton {

/// A thing that a request names and that belongs to a project.
struct Subject {
  enum class What : std::uint8_t { project, session, source, handoff, knowledge };
  enum class Where : std::uint8_t { path, query, body };
  enum class Need : std::uint8_t {
    always,   ///< without it the request spans projects
    if_sent,  ///< without it the request touches no project
    if_known  ///< the uid that a client gives to a new thing: it may name one that is there
  };
  What what;
  Where where;
  std::string_view name;  ///< of the path's segment, the query's parameter or the body's member
  Need need = Need::always;
};

/// What a route touches, for tokens that reach some projects only.
struct Scope {
  /// It spans projects: such tokens are answered 403 `project_scope`.
  bool spans = false;
  /// Each must belong to a project of the token, else 404 as if it were not there.
  std::span<const Subject> subjects = {};
};

}  // namespace baton
