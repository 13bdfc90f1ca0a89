#pragma once
#include "core/http/context.hpp"
#include "core/http/router.hpp"

namespace baton::projects {

/// POST /api/projects/:id/merge: {into, automatic?}. Makes of two projects one: the project becomes
/// a part of `into`, which has its sessions, knowledge and tags from then on; it ends as a
/// tombstone that says where it went, and asked for is answered with the other. The log says no
/// more than that, so whatever is written into it later, by whatever device, is found in the other,
/// too.
///
/// data: {merged, uid, sessions, knowledge, project}; asked for again nothing changes. `automatic`:
/// only where nobody took them apart again, and both may go to the same remotes; otherwise 409
/// `taken_apart` or `remotes_differ`. By hand they both go where one of them went. 400
/// `same_project`, 409 `merged_elsewhere`, 404 for one that is deleted.
Task<Result<Response>> merge(Context& context, Request request);

}  // namespace baton::projects
