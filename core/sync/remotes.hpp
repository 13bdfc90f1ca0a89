#pragma once
#include "core/http/context.hpp"
#include "core/http/router.hpp"

namespace baton::sync {

/// The remotes that this store syncs with. Only an admin sees and changes them: whoever adds one
/// says where this store's history and a secret of the host go.

/// The parameter `name` of a route. 400 `invalid_field`.
Result<std::string> named_remote(const Request& request);

/// GET /api/remotes: `[{name, url, key_name, all_projects, projects: [uid], automatic, …}]`, with
/// how many events wait and when and how the last sync ended.
Task<Result<Response>> list_remotes(Context& context, Request request);

/// POST /api/remotes: name, url, key_name (a secret of the host, core/models/key_name.hpp),
/// device_name, all_projects, projects (uids whose events may go there, beside those that may
/// already), withheld_projects (uids of those that may no longer), automatic. Of one that is there
/// what is absent stays as it is; at another address it is another, to which nothing may go yet.
Task<Result<Response>> keep_remote(Context& context, Request request);

/// DELETE /api/remotes/:name. What was exchanged stays on both sides.
Task<Result<Response>> remove_remote(Context& context, Request request);

/// POST /api/remotes/:name/sync?patience=MS: one step of a sync, to be asked for until `done`.
/// data: {pushed, pulled, refused, done, renumbered, notice} (client.hpp).
Task<Result<Response>> sync_remote(Context& context, Request request);

/// GET /api/sync/status: this device, the devices that pushed here, how far each device's events
/// are here, the remotes' names with what waits, and what was refused.
Task<Result<Response>> status(Context& context, Request request);

}  // namespace baton::sync
