#include "tests/unit/setup/hostile.hpp"

#include <random>

namespace baton::setup {
namespace {

class JsoncWriter {
 public:
  explicit JsoncWriter(unsigned seed) : random_(seed) {}

  std::string file() {
    std::string text = one_of({"", "", "", "\xEF\xBB\xBF", "// mine\n", "\n"});
    text += object(3);
    return text + one_of({"", "\n", "\r\n", " /* end */\n", "\n// end"});
  }

 private:
  std::size_t up_to(std::size_t most) { return random_() % (most + 1); }
  std::string one_of(const std::vector<std::string>& choices) {
    return choices[up_to(choices.size() - 1)];
  }
  std::string gap() {
    return one_of(
        {"", "", " ", "\n", "\n  ", "\n\t", "\r\n    ", " /* , } */ ", " // \"x\": {\n  "});
  }
  std::string key() {
    return one_of({"\"hooks\"", "\"mcpServers\"", "\"Stop\"", "\"SessionStart\"", "\"a\"", "\"\"",
                   "\"ho\\u006fks\"", "\"\\\"}\""});
  }
  std::string value(std::size_t depth) {
    const std::size_t kind = up_to(depth == 0 ? 1 : 3);
    if (kind == 0) return one_of({"1", "-2.5e3", "true", "null", "false"});
    if (kind == 1) return one_of({"\"\"", "\"// no\"", "\"\\\\\"", "\"ünï\"", "\"[{,\""});
    return kind == 2 ? object(depth - 1) : array(depth - 1);
  }
  std::string object(std::size_t depth) {
    std::string text = "{" + gap();
    const std::size_t count = up_to(3);
    for (std::size_t index = 0; index < count; ++index) {
      text += key() + gap() + ":" + gap() + value(depth) + gap();
      if (index + 1 < count || up_to(3) == 0) text += "," + gap();
    }
    return text + "}";
  }
  std::string array(std::size_t depth) {
    std::string text = "[" + gap();
    const std::size_t count = up_to(2);
    for (std::size_t index = 0; index < count; ++index) {
      text += value(depth) + gap();
      if (index + 1 < count || up_to(3) == 0) text += "," + gap();
    }
    return text + "]";
  }

  std::mt19937 random_;
};

JsonEntry hook_entry(const std::string& program, const std::string& event) {
  const Json call = {{"type", "command"}, {"command", program + " hook " + event}, {"timeout", 10}};
  return {
      .path = {"hooks", event}, .value = {{"hooks", Json::array({call})}}, .hook = "hook " + event};
}

}  // namespace

std::string random_jsonc(unsigned seed) { return JsoncWriter(seed).file(); }

const std::vector<std::string>& hostile_json() {
  static const std::vector<std::string> texts = {
      "",
      "\n",
      "{}",
      "{}\n",
      "{ }",
      "{\n}\n",
      "{\r\n}\r\n",
      "\xEF\xBB\xBF{}\n",
      "\xEF\xBB\xBF",
      "// only a comment",
      "{ // first\n}\n",
      "{ /* in */ }",
      R"({"model":"opus"})",
      "{\"model\": \"opus\"}\n",
      "{\n  \"model\": \"opus\"\n}\n",
      "{\n  \"model\": \"opus\",\n}\n",
      "{\n  \"model\": \"opus\" // the large one\n}\n",
      "{\n  \"model\": \"opus\", // the large one\n}\n",
      "{\n\t\"model\": \"opus\"\n}",
      "{\r\n    \"model\": \"opus\"\r\n}\r\n",
      "{\n\n\n   \"model\"\n :\n \"opus\"\n\n}\n\n\n",
      R"({"hooks":{},"mcpServers":{}})",
      "{\n  \"hooks\": {}\n}\n",
      "{\n  \"hooks\": {\n  }\n}\n",
      "{\n  \"hooks\": {\n    \"Stop\": []\n  }\n}\n",
      "{\"hooks\": {\"Stop\": [{\"hooks\": [{\"type\": \"command\", \"command\": \"say "
      "done\"}]}]}}",
      "{\n  \"hooks\": {\n    \"Stop\": [\n      {\n        \"hooks\": [\n          { \"type\": "
      "\"command\", \"command\": \"say done\" }, // loud\n        ],\n      },\n    ],\n  },\n}\n",
      "{\n  \"hooks\": {\"Stop\": []},\n  \"hooks\": {\"Other\": []}\n}\n",
      R"({"mcpServers":{"other":{"command":"x","args":[]}}, "z": "}\"{ // \\"})",
      "{\n  \"note\": \"baton hook\",\n  \"ho\\u006fks\": {}\n}\n",
      "{ \"a\": 1,\n\"b\": 2 }",
  };
  return texts;
}

const std::vector<std::string>& hostile_toml() {
  static const std::vector<std::string> texts = {
      "",
      "\n",
      "model = \"gpt\"",
      "model = \"gpt\"\n",
      "model = \"gpt\"\r\n",
      "# note\n[mcp_servers.other]\ncommand = \"x\"\n",
      "text = \"\"\"\n[mcp_servers.baton]\n\"\"\"\n",
      "text = '''\n[mcp_servers.baton]'''\n",
      "[features]\nhooks = true # [mcp_servers.baton]\n\n\n",
      "[[list]]\na = [\n  1,\n  2,\n]\n",
      "quote = 'it\"\"\"s'\n",
  };
  return texts;
}

const std::vector<std::string>& hostile_lines() {
  static const std::vector<std::string> texts = {
      "", "\n", "# Rules\n", "# Rules", "# Rules\r\n\r\nText\r\n", "\n\n\n", "<!-- mine -->\n"};
  return texts;
}

Settings json_settings(const std::string& program) {
  Settings settings{.format = Settings::Format::json, .entries = {}, .block = {}, .exclusive = {}};
  for (const char* event : {"SessionStart", "UserPromptSubmit", "Stop", "PreCompact", "SessionEnd"})
    settings.entries.push_back(hook_entry(program, event));
  settings.entries.push_back({.path = {"mcpServers", "baton"},
                              .value = {{"command", program}, {"args", {"mcp"}}},
                              .hook = {}});
  return settings;
}

Settings toml_settings() {
  return {.format = Settings::Format::toml,
          .entries = {},
          .block = "[mcp_servers.baton]\ncommand = \"baton\"\nargs = [\"mcp\"]\n",
          .exclusive = {}};
}

Settings lines_settings() {
  return {.format = Settings::Format::lines,
          .entries = {},
          .block = "<!-- baton -->\nRead HANDOFF.md first.\n<!-- /baton -->\n",
          .exclusive = {}};
}

}  // namespace baton::setup
