#include <iostream>

#include "core/mcp/rpc.hpp"
#include "native/cli/commands/commands.hpp"
#include "native/cli/projects.hpp"

namespace baton::cli {
namespace {

/// A JSON-RPC error for what was not answered in JSON-RPC: a refusal, a server that is away.
std::string failure(const std::string& line, const std::string& message) {
  return mcp::rpc_response(mcp::readable_id(line),
                           std::unexpected(mcp::RpcError{.message = message}))
      .body;
}

std::string answer_to(const std::string& line, const Result<Response>& response) {
  if (!response) return failure(line, response.error().message);
  const auto body = parse_json(response->body);
  if (body && body->is_object() && body->contains("jsonrpc")) return response->body;
  const std::string said = body ? text_in(*body, "error") : "";
  return failure(line, said.empty() ? "The answer is not Baton's: check the address." : said);
}

/// The project of the working directory, looked for until there is one.
class Here {
 public:
  explicit Here(Desk& desk) : desk_(desk) {}
  const std::string& uid() {
    if (!uid_.empty()) return uid_;
    const auto project = current_project(desk_);
    if (project) uid_ = project->uid;
    return uid_;
  }

 private:
  Desk& desk_;
  std::string uid_;
};

Request message(const std::string& line, const std::string& project) {
  Request request;
  request.method = "POST";
  request.target = target("/mcp", {{"transport", "stdio"}, {"project", project}});
  request.headers.emplace_back("Content-Type", "application/json");
  request.body = line;
  return request;
}

/// A message a line until the client closes its end.
Result<int> serve_client(Desk& desk) {
  Here here(desk);
  std::string line;
  while (!desk.out.broken() && std::getline(std::cin, line)) {
    if (line.find_first_not_of(" \t\r") == std::string::npos) continue;
    const auto response = desk.api.exchange(message(line, here.uid()));
    if (response && response->status == 202) continue;
    desk.out.line(answer_to(line, response));
  }
  return 0;
}

}  // namespace

void add_mcp(CommandLine& line) {
  Command& command = line.add(
      "mcp", "Assistants", "a server of the Model Context Protocol on standard input and output",
      {"claude mcp add baton -- baton mcp", "codex mcp add baton -- baton mcp",
       "baton --remote https://baton.example mcp   # the history of a server"});
  command.makes_database = [] { return true; };
  command.action = serve_client;
}

}  // namespace baton::cli
