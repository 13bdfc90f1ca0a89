#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>

#include "core/base/json.hpp"
#include "native/machine/setup/apply.hpp"
#include "native/machine/setup/settings_file.hpp"
#include "tests/catch.hpp"
#include "tests/support/folder.hpp"

namespace baton::machine {
namespace {

using Kind = SetupOutcome::Kind;

Environment at_home(const test::Folder& folder) {
  return {.directory = folder.path(),
          .variables = {{"HOME", folder.path()}, {"PATH", folder / "bin"}}};
}

AssistantSettings server_in(const std::string& path) {
  setup::Settings settings;
  settings.entries.push_back({.path = {"mcpServers", "baton"},
                              .value = {{"command", "baton"}, {"args", {"mcp"}}},
                              .hook = {}});
  return {.path = path, .what = "MCP server", .settings = settings};
}

SetupAssistant assistant(const Environment& environment, const std::string& name,
                         const std::string& running) {
  for (SetupAssistant& one : setup_assistants(environment, running, environment.directory))
    if (one.name == name) return std::move(one);
  return {};
}

void make_program(const test::Folder& folder, const std::string& name) {
  chmod(folder.write(name, "#!/bin/sh\n").c_str(), 0755);
}

TEST_CASE("an assistant is found by its folder or its program", "[setup]") {
  const test::Folder folder;
  const Environment environment = at_home(folder);
  CHECK_FALSE(assistant(environment, "claude", "/x/baton").found);
  CHECK_FALSE(assistant(environment, "codex", "/x/baton").found);
  std::filesystem::create_directory(folder / ".claude");
  make_program(folder, "bin/codex");
  CHECK(assistant(environment, "claude", "/x/baton").found);
  CHECK(assistant(environment, "codex", "/x/baton").found);
}

TEST_CASE("Baton is called by its name only where PATH leads to it", "[setup]") {
  const test::Folder folder;
  make_program(folder, "build/baton");
  CHECK(program_called(at_home(folder), folder / "build/baton") == folder / "build/baton");
  make_program(folder, "bin/baton");
  CHECK(program_called(at_home(folder), folder / "build/baton") == folder / "build/baton");
  CHECK(program_called(at_home(folder), folder / "bin/baton") == "baton");
}

TEST_CASE("a hook's command is quoted for the shell, a server's is not", "[setup]") {
  const test::Folder folder;
  const SetupAssistant claude = assistant(at_home(folder), "claude", "/my 'tools/baton");
  const auto& hook = claude.files[0].settings.entries[0];
  CHECK(hook.value["hooks"][0]["command"] == R"('/my '\''tools/baton' hook SessionStart)");
  CHECK(claude.files[1].settings.entries[0].value["command"] == "/my 'tools/baton");
  CHECK(assistant(at_home(folder), "codex", "/a\"b/baton")
            .files[1]
            .settings.block.contains(R"(command = "/a\"b/baton")"));
}

TEST_CASE("an assistant's own folder may lie elsewhere", "[setup]") {
  const test::Folder folder;
  Environment environment = at_home(folder);
  CHECK(assistant(environment, "claude", "/x/baton").files[1].path == folder / ".claude.json");
  environment.variables["CLAUDE_CONFIG_DIR"] = folder / "cc";
  environment.variables["CODEX_HOME"] = folder / "cx";
  CHECK(assistant(environment, "claude", "/x/baton").files[1].path == folder / "cc/.claude.json");
  CHECK(assistant(environment, "codex", "/x/baton").files[0].path == folder / "cx/hooks.json");
}

TEST_CASE("a file that is written keeps its mode and the link to it", "[setup]") {
  const test::Folder folder;
  const std::string target = folder.write("real/settings.json", "{}");
  chmod(target.c_str(), 0640);
  std::filesystem::create_symlink("real/settings.json", folder / "link.json");
  const auto file = read_settings(folder / "link.json");
  REQUIRE(file.has_value());
  CHECK(write_settings(*file, "{ }", Readers::owner).has_value());
  CHECK(folder.read("real/settings.json") == "{ }");
  CHECK(std::filesystem::is_symlink(folder / "link.json"));
  struct stat status{};
  REQUIRE(stat(target.c_str(), &status) == 0);
  CHECK((status.st_mode & 07777) == 0640);
}

TEST_CASE("a file that changed since it was read is not written", "[setup]") {
  const test::Folder folder;
  const auto file = read_settings(folder.write("a.json", "{}"));
  REQUIRE(file.has_value());
  folder.write("a.json", "{\"b\":1}");
  CHECK(write_settings(*file, "{ }", Readers::all).error().code == "changed");
  CHECK(folder.read("a.json") == "{\"b\":1}");
}

TEST_CASE("what is no plain file is not read as settings", "[setup]") {
  const test::Folder folder;
  mkfifo((folder / "pipe").c_str(), 0600);
  std::filesystem::create_symlink("nowhere", folder / "link");
  CHECK(read_settings(folder / "pipe").error().code == "cannot_read");
  CHECK(read_settings(folder / "link").error().code == "cannot_read");
  CHECK(read_settings(folder.path()).error().code == "cannot_read");
  CHECK_FALSE(read_settings(folder / "missing")->there);
}

TEST_CASE("a refused write leaves no record", "[setup]") {
  const test::Folder folder;
  const std::string path = folder.write("a.json", "{}");
  chmod(path.c_str(), 0444);
  auto record = SetupRecord::load(at_home(folder));
  REQUIRE(record.has_value());
  CHECK(add_setup(server_in(path), *record, Changes::made).kind == Kind::refused);
  CHECK(record->find(path) == nullptr);
  CHECK_FALSE(std::filesystem::exists(folder / ".local/state/baton/setup.json"));
}

TEST_CASE("files and folders that setup made are gone again", "[setup]") {
  const test::Folder folder;
  const auto file = server_in(folder / "one/two/a.json");
  auto record = SetupRecord::load(at_home(folder));
  REQUIRE(record.has_value());
  CHECK(add_setup(file, *record, Changes::only_told).kind == Kind::added);
  CHECK_FALSE(std::filesystem::exists(folder / "one"));
  CHECK(add_setup(file, *record, Changes::made).kind == Kind::added);
  CHECK(add_setup(file, *record, Changes::made).kind == Kind::unchanged);
  auto later = SetupRecord::load(at_home(folder));
  REQUIRE(later.has_value());
  CHECK(remove_setup(file, *later, Changes::made).kind == Kind::removed);
  CHECK_FALSE(std::filesystem::exists(folder / "one"));
}

TEST_CASE("a file that setup made and others filled stays", "[setup]") {
  const test::Folder folder;
  const auto file = server_in(folder / "one/a.json");
  auto record = SetupRecord::load(at_home(folder));
  REQUIRE(record.has_value());
  CHECK(add_setup(file, *record, Changes::made).kind == Kind::added);
  std::string text = folder.read("one/a.json");
  text.insert(1, "\"mine\":1,");
  folder.write("one/a.json", text);
  CHECK(remove_setup(file, *record, Changes::made).kind == Kind::removed);
  CHECK(parse_json(folder.read("one/a.json")).value_or(Json()) == Json{{"mine", 1}});
}

TEST_CASE("an entry that somebody else called baton is left alone", "[setup]") {
  const test::Folder folder;
  const std::string mine = R"({"mcpServers":{"baton":{"command":"/mine"}}})";
  const auto file = server_in(folder.write("a.json", mine));
  auto record = SetupRecord::load(at_home(folder));
  REQUIRE(record.has_value());
  CHECK(add_setup(file, *record, Changes::made).kind == Kind::foreign);
  CHECK(folder.read("a.json") == mine);
}

TEST_CASE("a record that cannot be read is told, not overwritten", "[setup]") {
  const test::Folder folder;
  folder.write(".local/state/baton/setup.json", "{");
  CHECK(SetupRecord::load(at_home(folder)).error().code == "bad_record");
}

}  // namespace
}  // namespace baton::machine
