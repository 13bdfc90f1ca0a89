#include "native/cli/run.hpp"

#include "core/http/answer.hpp"
#include "native/cli/command_line.hpp"
#include "native/cli/commands/commands.hpp"
#include "native/cli/exit_code.hpp"
#include "native/cli/local_client.hpp"
#include "native/cli/remote_client.hpp"
#include "native/cli/text_width.hpp"
#include "native/models/fetch.hpp"

namespace baton::cli {
namespace {

/// One line on stderr; with --json also what the API would answer, on stdout.
int report(const Error& error, const Options& options, Output& out, Output& notes) {
  std::string line = "baton: " + one_line(error.message);
  if (!error.field.empty() && !error.message.contains(error.field))
    line += " (" + error.field + ")";
  if (options.json) out.line(answer_error(error).body);
  notes.line(notes.styled(Style::bad, line));
  return exit_code_of(error);
}

Error output_full() {
  return {Fault::unavailable,
          "output_full",
          "The output could not be written: its disk is full or failing.",
          {}};
}

Result<int> act(const Command& command, const Options& options,
                const machine::Environment& environment, const ClientFactory& factory, Output& out,
                Output& notes) {
  TRY(const std::unique_ptr<Client> client, factory(options, environment));
  Api api(*client);
  machine::Belongings belongings(environment, options.deadline);
  Desk desk{options, environment, api, out, notes, belongings};
  TRY(const int code, command.action(desk));
  if (out.full()) return std::unexpected(output_full());
  return code;
}

/// With --verbose on stderr; else nobody is told.
void tell_requests(const Options& options, Output& notes) {
  if (!options.verbose) return native::tell_fetches({});
  native::tell_fetches([&notes](const std::string& request) { notes.write(request); });
}

int run_checked(const std::vector<std::string>& words, const machine::Environment& environment,
                const ClientFactory& factory, Output& out, Output& notes) {
  CommandLine line;
  add_commands(line);
  const auto parsed = line.parse(words);
  Options& options = line.options();
  if (!parsed) return report(parsed.error(), options, out, notes);
  if (!parsed->command) {
    out.write(parsed->text);
    return out.full() ? report(output_full(), options, out, notes) : kDone;
  }
  if (options.project.empty()) options.project = environment.variable("BATON_PROJECT");
  tell_requests(options, notes);
  options.makes_database = parsed->command->makes_database();
  if (const auto patience = parsed->command->patience; patience.count() > 0)
    options.deadline = std::chrono::steady_clock::now() + patience;
  const auto code = act(*parsed->command, options, environment, factory, out, notes);
  return code ? *code : report(code.error(), options, out, notes);
}

/// Whether the command is `hook`: to an assistant another code than 0 may mean that it must not go
/// on, whatever is wrong with the line.
bool is_hook(const std::vector<std::string>& words) {
  for (auto word = words.begin(); word != words.end(); ++word) {
    const bool takes_value = *word == "--db" || *word == "--project" || *word == "--remote";
    if (takes_value && word + 1 != words.end())
      ++word;
    else if (!word->starts_with('-'))
      return *word == "hook";
  }
  return false;
}

}  // namespace

int run(const std::vector<std::string>& words, const machine::Environment& environment,
        const ClientFactory& client, Output& out, Output& notes) {
  const bool hook = is_hook(words);
  try {
    const int code = run_checked(words, environment, client, out, notes);
    return hook ? kDone : code;
  } catch (const std::exception& problem) {
    notes.line(std::string("baton: this is a bug, please report it: ") + problem.what());
    return hook ? kDone : kBug;
  }
}

Result<std::unique_ptr<Client>> make_client(const Options& options,
                                            const machine::Environment& environment) {
  if (!options.remote.empty()) {
    TRY(RemoteClient client,
        RemoteClient::open(options.remote, environment.variable("BATON_TOKEN")));
    return std::make_unique<RemoteClient>(std::move(client));
  }
  const auto open =
      options.makes_database ? native::Database::open : native::Database::open_existing;
  return std::make_unique<LocalClient>(
      machine::database_path(environment, options.database),
      [open, deadline = options.deadline](const std::string& path) {
        return open(path, deadline);
      });
}

}  // namespace baton::cli
