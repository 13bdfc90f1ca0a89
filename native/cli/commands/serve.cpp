#include "native/cli/commands/commands.hpp"
#include "native/server/local_application.hpp"

namespace baton::cli {
namespace {

/// The environment's, since a command line can be read by every program of the machine.
Result<std::string> admin_token_of(const Desk& desk) {
  constexpr std::size_t kLeast = 16;
  const std::string& token = desk.environment.variable("BATON_ADMIN_TOKEN");
  if (token.empty() || token.size() >= kLeast) return token;
  return fail(Fault::invalid, "usage",
              "BATON_ADMIN_TOKEN must have at least " + std::to_string(kLeast) +
                  " characters: somebody could guess it.");
}

Result<int> serve(Desk& desk, native::ServerOptions options) {
  if (!desk.options.remote.empty()) {
    return fail(Fault::invalid, "usage",
                "baton serve works on a database of this machine: leave "
                "--remote out.");
  }
  const std::string path = machine::database_path(desk.environment, desk.options.database);
  TRY(options.admin_token, admin_token_of(desk));
  TRY(native::Server server, native::open_server_on(path, options));
  server.run();
  return 0;
}

}  // namespace

void add_serve(CommandLine& line) {
  Command& command = line.add(
      "serve", "Serving", "the API and its page on the local database, until Ctrl-C",
      {"baton serve", "baton serve --port 0              # a free port; the first line names it",
       "baton token create phone && baton serve --host 0.0.0.0"});
  const auto options = std::make_shared<native::ServerOptions>();
  CLI::App& app = *command.app;
  app.add_option("--host", options->host, "the address to listen on; 127.0.0.1 if absent")
      ->type_name("HOST");
  app.add_option("--port", options->port, "8787 if absent; 0 takes a free one")
      ->type_name("PORT")
      ->check(CommandLine::quiet(CLI::Range(0, 65535)));
  CommandLine::repeated(
      app.add_option("--name", options->names, "a further name that clients may call it by")
          ->type_name("NAME"));
  command.action = [options](Desk& desk) { return serve(desk, *options); };
}

}  // namespace baton::cli
