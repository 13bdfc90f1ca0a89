#include "native/machine/roles.hpp"

#include "core/base/text.hpp"
#include "native/cli/commands/commands.hpp"
#include "native/cli/table.hpp"
#include "native/cli/text_width.hpp"

namespace baton::cli {
namespace {

/// What a role is for: its first line that is no heading.
std::string purpose_of(const machine::SessionRole& role) {
  for (const std::string_view line : lines_of(role.text))
    if (!trimmed(line).empty() && !line.starts_with('#')) return one_line(line);
  return "";
}

Result<int> show_role(Desk& desk, const std::string& name) {
  TRY(const machine::SessionRole role, machine::role_named(desk.environment, name));
  const Json data = {{"name", role.name}, {"text", role.text}, {"path", role.path}};
  if (!printed_as_json(desk, answer_of(data))) print_document(desk.out, role.text);
  return 0;
}

Result<int> list_roles(Desk& desk) {
  const auto all = machine::all_roles(desk.environment);
  Json data = Json::array();
  Table table({{"ROLE"}, {"FROM"}, {"FOR"}});
  for (const machine::SessionRole& role : all) {
    data.push_back({{"name", role.name}, {"path", role.path}, {"purpose", purpose_of(role)}});
    table.add({one_line(role.name), role.path.empty() ? "Baton" : "you", purpose_of(role)});
  }
  if (printed_as_json(desk, answer_of(std::move(data)))) return 0;
  table.print(desk.out);
  remark(desk, "Your own go into " + machine::roles_folder(desk.environment) + "/NAME.md.");
  return 0;
}

}  // namespace

void add_roles(CommandLine& line) {
  Command& command = line.add(
      "roles", "Sessions",
      "list the roles that start and resume can put before the handoff, or show one; a file of "
      "your own replaces the built-in role of its name",
      {"baton roles", "baton roles session-manager", "baton start --role debugging",
       "$EDITOR ~/.config/baton/roles/tester.md     # a role of your own"});
  const auto name = std::make_shared<std::string>();
  command.app->add_option("NAME", *name, "the role to show");
  command.action = [name](Desk& desk) {
    return name->empty() ? list_roles(desk) : show_role(desk, *name);
  };
}

}  // namespace baton::cli
