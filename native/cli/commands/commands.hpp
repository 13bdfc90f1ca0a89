#pragma once
#include "native/cli/command_line.hpp"

namespace baton::cli {

/// Each adds one command or a small group to the line.
void add_status(CommandLine& line);
void add_init(CommandLine& line);
void add_projects(CommandLine& line);
void add_project(CommandLine& line);
void add_start(CommandLine& line);
void add_resume(CommandLine& line);
void add_save(CommandLine& line);
void add_pause(CommandLine& line);
void add_done(CommandLine& line);
void add_import(CommandLine& line);
void add_handoff(CommandLine& line);
void add_sessions(CommandLine& line);
void add_show(CommandLine& line);
void add_search(CommandLine& line);
void add_watch(CommandLine& line);
void add_stats(CommandLine& line);
void add_redact(CommandLine& line);
void add_serve(CommandLine& line);
void add_mcp(CommandLine& line);
void add_hook(CommandLine& line);
void add_roles(CommandLine& line);
void add_token(CommandLine& line);
void add_export(CommandLine& line);
void add_remote(CommandLine& line);
void add_sync(CommandLine& line);
void add_forget(CommandLine& line);
void add_model(CommandLine& line);
void add_fix(CommandLine& line);
void add_setup(CommandLine& line);
void add_doctor(CommandLine& line);
void add_completion(CommandLine& line);
void add_manual(CommandLine& line);
void add_help(CommandLine& line);

/// All of them, in the order of the help.
void add_commands(CommandLine& line);

}  // namespace baton::cli
