#include "core/setup/settings.hpp"

#include "core/setup/jsonc.hpp"
#include "tests/catch.hpp"
#include "tests/unit/setup/hostile.hpp"

namespace baton::setup {
namespace {

/// In, in again, out: what was there before.
void check_round_trip(const Settings& settings, const std::string& before) {
  CAPTURE(before);
  const auto once = with_settings(settings, before);
  REQUIRE(once.has_value());
  CAPTURE(once->text);
  CHECK(once->text != before);
  CHECK(held(settings, once->text).value_or(Held::none) == Held::all);
  const auto twice = with_settings(settings, once->text);
  REQUIRE(twice.has_value());
  CHECK(twice->text == once->text);
  const auto after = without_settings(settings, once->text, once->pieces);
  REQUIRE(after.has_value());
  CHECK(*after == before);
}

/// Taken out by its meaning it leaves sound text that holds none of it.
void check_taken_out(const Settings& settings, const std::string& before) {
  CAPTURE(before);
  const auto once = with_settings(settings, before);
  REQUIRE(once.has_value());
  const auto after = without_settings(settings, once->text, {});
  REQUIRE(after.has_value());
  CAPTURE(once->text, *after);
  CHECK(held(settings, *after).value_or(Held::all) == Held::none);
}

std::string replaced(std::string text, std::string_view from, std::string_view to) {
  const std::size_t at = text.find(from);
  REQUIRE(at != std::string::npos);
  return text.replace(at, from.size(), to);
}

std::string error_of(const Settings& settings, const std::string& text) {
  const auto edited = with_settings(settings, text);
  return edited ? "none" : edited.error().message;
}

TEST_CASE("Settings go in and out of every file without a trace", "[setup]") {
  for (const std::string& text : hostile_json()) check_round_trip(json_settings("baton"), text);
  for (const std::string& text : hostile_toml()) check_round_trip(toml_settings(), text);
  for (const std::string& text : hostile_lines()) check_round_trip(lines_settings(), text);
}

TEST_CASE("Settings are taken out by their meaning where nothing is known of the file", "[setup]") {
  for (const std::string& text : hostile_json()) check_taken_out(json_settings("baton"), text);
  for (const std::string& text : hostile_toml()) check_taken_out(toml_settings(), text);
  for (const std::string& text : hostile_lines()) check_taken_out(lines_settings(), text);
}

TEST_CASE("Settings go in and out of random JSON", "[setup]") {
  std::size_t sound = 0;
  for (unsigned seed = 0; seed < 3000; ++seed) {
    const std::string text = random_jsonc(seed);
    CAPTURE(seed, text);
    REQUIRE(parse_jsonc(text).has_value());
    const Settings settings = json_settings(seed % 2 == 0 ? "baton" : "'/opt/my tools/baton'");
    if (!with_settings(settings, text)) continue;
    ++sound;
    check_round_trip(settings, text);
    check_taken_out(settings, text);
  }
  CHECK(sound > 1000);
}

TEST_CASE("What somebody changed elsewhere in a file stays", "[setup]") {
  const std::string before = "{\n  \"model\": \"opus\",\n  \"z\": [1]\n}\n";
  const auto once = with_settings(json_settings("baton"), before);
  REQUIRE(once.has_value());
  const std::string edited = replaced(replaced(once->text, "opus", "haiku"), "[1]", "[1, 2]");
  CHECK(without_settings(json_settings("baton"), edited, once->pieces).value_or("") ==
        replaced(replaced(before, "opus", "haiku"), "[1]", "[1, 2]"));
}

TEST_CASE("A hook that somebody put beside Baton's stays", "[setup]") {
  const Settings settings = json_settings("baton");
  const auto once = with_settings(settings, "{}\n");
  REQUIRE(once.has_value());
  const std::string edited =
      replaced(once->text, "\"Stop\": [", "\"Stop\": [\n{\"hooks\": [{\"command\": \"mine\"}]},");
  const auto after = without_settings(settings, edited, once->pieces);
  REQUIRE(after.has_value());
  CHECK(after->contains("\"mine\""));
  CHECK(held(settings, *after).value_or(Held::all) == Held::none);
}

TEST_CASE("A hook inside a group of others goes alone", "[setup]") {
  const Settings settings = json_settings("baton");
  const std::string text =
      R"({"hooks":{"Stop":[{"hooks":[{"command":"a"},{"command":"/x/baton hook Stop"}]}]}})";
  CHECK(held(settings, text).value_or(Held::none) == Held::some);
  CHECK(without_settings(settings, text, {}).value_or("") ==
        R"({"hooks":{"Stop":[{"hooks":[{"command":"a"}]}]}})");
}

TEST_CASE("What was there before Baton's setup stays when it is taken back", "[setup]") {
  const Settings settings = json_settings("baton");
  const std::string before =
      "{\"mcpServers\": {\"baton\": {\"command\": \"baton\", \"args\": [\"mcp\"]}}}";
  const auto once = with_settings(settings, before);
  REQUIRE(once.has_value());
  CHECK(without_settings(settings, once->text, once->pieces).value_or("") == before);
}

TEST_CASE("Another command than the wanted one is seen", "[setup]") {
  const auto old = with_settings(json_settings("/old/baton"), "{}");
  REQUIRE(old.has_value());
  CHECK(held(json_settings("baton"), old->text).value_or(Held::none) == Held::other);
}

TEST_CASE("Settings are set as the file is", "[setup]") {
  const auto tabs = with_settings(toml_settings(), "a = 1\r\n");
  REQUIRE(tabs.has_value());
  CHECK(tabs->text ==
        "a = 1\r\n\r\n[mcp_servers.baton]\r\ncommand = \"baton\"\r\nargs = "
        "[\"mcp\"]\r\n");
  Settings one = json_settings("baton");
  one.entries.erase(one.entries.begin(), one.entries.end() - 1);
  CHECK(with_settings(one, "{\n\t\"a\": 1\n}\n").value_or(Edited{}).text ==
        "{\n\t\"a\": 1,\n\t\"mcpServers\": {\n\t\t\"baton\": {\n\t\t\t\"args\": [\n\t\t\t\t\"mcp\""
        "\n\t\t\t],\n\t\t\t\"command\": \"baton\"\n\t\t}\n\t}\n}\n");
  CHECK(with_settings(one, R"({"a":1})").value_or(Edited{}).text ==
        R"({"a":1, "mcpServers": {"baton":{"args":["mcp"],"command":"baton"}}})");
}

TEST_CASE("A broken file is told with its line", "[setup]") {
  const Settings settings = json_settings("baton");
  CHECK(error_of(settings, "{\n  \"a\": 1\n  \"b\": 2\n}") == "line 3: a comma or } is missing");
  CHECK(error_of(settings, "{\n  \"a: 1\n}") == "line 2: a string does not end");
  CHECK(error_of(settings, "{\n  a: 1\n}") == "line 2: a key in quotes is expected");
  CHECK(error_of(settings, "{} {}") == "line 1: something follows the value");
  CHECK(error_of(settings, "{,}") == "line 1: a key in quotes is expected");
  CHECK(error_of(settings, "{\"a\": }") == "line 1: a value is expected");
  CHECK(error_of(settings, "{\"a\": /* }") == "line 1: a comment does not end");
  CHECK(error_of(settings, "[]") == "line 1: the file is no object");
  CHECK(error_of(settings, "{\n\"hooks\": []}") == "line 2: \"hooks\" is no object");
  CHECK(error_of(settings, "{\"hooks\": {\n\"Stop\": {}}}") == "line 2: \"Stop\" is no array");
  CHECK(error_of(settings, std::string(500, '[')) == "line 1: it is nested too deep");
  CHECK(error_of(toml_settings(), "a = 1\nb = \"\"\"\n[x]\n") == "line 2: a string does not end");
  CHECK(error_of(toml_settings(), "\nmcp_servers = { a = { command = \"x\" } }\n")
            .starts_with("line 2: "));
  CHECK(error_of(lines_settings(), "a\n<!-- baton -->\n") ==
        "line 2: the block of Baton does not end");
}

TEST_CASE("A TOML table goes with its own tables", "[setup]") {
  const std::string text =
      "a = 1\n\n[ mcp_servers . \"baton\" ]\ncommand = \"x\"\n[mcp_servers.baton.env]\nA = "
      "\"1\"\n[other]\nb = 2\n";
  CHECK(held(toml_settings(), text).value_or(Held::none) == Held::other);
  CHECK(without_settings(toml_settings(), text, {}).value_or("") == "a = 1\n\n[other]\nb = 2\n");
}

}  // namespace
}  // namespace baton::setup
