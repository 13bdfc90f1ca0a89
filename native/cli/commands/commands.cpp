#include "native/cli/commands/commands.hpp"

namespace baton::cli {

void add_commands(CommandLine& line) {
  add_status(line);
  add_start(line);
  add_resume(line);
  add_save(line);
  add_import(line);
  add_pause(line);
  add_done(line);
  add_mcp(line);
  add_hook(line);
  add_roles(line);
  add_handoff(line);
  add_sessions(line);
  add_show(line);
  add_search(line);
  add_watch(line);
  add_stats(line);
  add_init(line);
  add_projects(line);
  add_project(line);
  add_serve(line);
  add_token(line);
  add_model(line);
  add_fix(line);
  add_remote(line);
  add_sync(line);
  add_redact(line);
  add_forget(line);
  add_export(line);
  add_setup(line);
  add_doctor(line);
  add_completion(line);
  add_manual(line);
  add_help(line);
}

}  // namespace baton::cli
