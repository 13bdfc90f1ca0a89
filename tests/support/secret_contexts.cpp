#include "tests/support/secret_contexts.hpp"

#include "core/base/json.hpp"
#include "core/base/text.hpp"

namespace baton::test {
namespace {

struct Context {
  std::string_view name;
  std::string_view form;  ///< %U API_KEY, %l api_key, %c apiKey, %k api-key, %s the secret
};

constexpr Context kNamed[] = {
    {"env file", "NODE_ENV=production\n%U=%s\nPORT=3000\n"},
    {"env file, quoted", "%U=\"%s\"\n"},
    {"env file, single-quoted", "%U='%s'\nDEBUG=1\n"},
    {"export", "export %U=%s"},
    {"export, quoted", "$ export %U='%s' && make deploy"},
    {"before a command", "%U=%s npm run deploy"},
    {"PowerShell", "$env:%U = \"%s\""},
    {"cmd", "set %U=%s\r\n"},
    {"fish", "set -gx %U %s"},
    {"shell trace", "+ %U=%s\n+ ./deploy.sh"},
    {"docker option", "docker run -e %U=%s -p 80:80 app"},
    {"Dockerfile", "FROM node\nENV %U=%s\nRUN npm ci"},
    {"JSON", "{\n  \"%l\": \"%s\",\n  \"debug\": true\n}"},
    {"JSON, compact", "{\"id\":1,\"%c\":\"%s\",\"ok\":true}"},
    {"JSON, environment", "\"env\": {\"%U\": \"%s\"}"},
    {"JSON, name and value", "{\"name\": \"%U\", \"value\": \"%s\"}"},
    {"YAML", "app:\n  %l: %s\n  retries: 3\n"},
    {"YAML, quoted", "  %c: '%s'\n"},
    {"YAML, capitals", "env:\n  %U: %s\n"},
    {"compose list", "    environment:\n      - %U=%s\n"},
    {"Kubernetes", "        - name: %U\n          value: \"%s\"\n"},
    {"TOML", "[service]\n%l = \"%s\"\n"},
    {"INI", "[service]\n%l=%s\n"},
    {"properties", "app.%k=%s\n"},
    {"Python", "%l = \"%s\"\nclient = Client(%l)"},
    {"Python, environment", "os.environ[\"%U\"] = '%s'"},
    {"Python, typed", "%U: str = \"%s\""},
    {"Python, argument", "client = Client(region=\"eu\", %l=\"%s\")"},
    {"JavaScript", "const %c = '%s';"},
    {"JavaScript, object", "new Client({ region: 'eu', %c: '%s' })"},
    {"JavaScript, fallback", "const key = process.env.%U || \"%s\";"},
    {"TypeScript", "private readonly %c: string = `%s`;"},
    {"Go", "%c := \"%s\""},
    {"Go, environment", "os.Setenv(\"%U\", \"%s\")"},
    {"Rust", "const %U: &str = \"%s\";"},
    {"Java", "private static final String %U = \"%s\";"},
    {"C#", "public string %c { get; set; } = \"%s\";"},
    {"PHP", "define('%U', '%s');"},
    {"PHP, array", "'%l' => '%s',"},
    {"Ruby", "%l: '%s', region: 'eu'"},
    {"C", "#define %U \"%s\""},
    {"XML", "<settings><%l>%s</%l></settings>"},
    {"XML, attribute", "<add key=\"%U\" value=\"%s\" />"},
    {"option", "deploy --%k %s --verbose"},
    {"option with =", "deploy --%k=%s"},
    {"arguments", "[\"deploy\", \"--%k\", \"%s\"]"},
    {"query", "GET https://api.example.net/v1/items?%l=%s&page=2 HTTP/1.1"},
    {"form", "grant=1&%l=%s"},
    {"log", "2026-11-20T21:14:03Z INFO config %l=%s retries=3"},
    {"log, JSON", "{\"level\":\"info\",\"msg\":\"start\",\"%l\":\"%s\"}"},
    {"literal of kubectl", "kubectl create secret generic app --from-literal=%l=%s"},
    {"GitHub CLI", "gh secret set %U --body \"%s\""},
    {"config:set", "heroku config:set %U=%s --app a"},
    {"diff", "-%U=\n+%U=%s\n"},
    {"numbered", "     3\t%U=%s\n     4\tPORT=1\n"},
    {"numbered, arrow", "    12\xE2\x86\x92%l: \"%s\"\n"},
    {"printenv", "LANG=C\n%U=%s\nHOME=/root\n"},
    {"Markdown", "- **%U**: `%s`\n"},
    {"Markdown table", "| %U | `%s` |\n"},
    {"prose", "I set %U to %s but it answers 401."},
    {"assertion", "expect(config.%c).toBe('%s')"},
    {"Terraform", "variable \"%l\" {\n  default = \"%s\"\n}"},
};

constexpr Context kUnnamed[] = {
    {"no name: alone", "%s"},
    {"no name: prose", "Please use %s for the deployment."},
    {"no name: prose, end", "It only works with %s."},
    {"no name: prose, quoted", "I pasted \"%s\", is that right?"},
    {"no name: prose, code", "the value is `%s`"},
    {"no name: list", "keys = ['%s', 'other']"},
    {"no name: argument", "client.login(\"%s\")"},
    {"no name: bearer", "curl -H \"Authorization: Bearer %s\" https://api.example.net"},
    {"no name: JSON", "{\"value\":\"%s\"}"},
    {"no name: line of its own", "$ cat ~/.config/app\n%s\n$"},
    {"no name: pipe", "echo %s | app login --stdin"},
    {"no name: escaped line end", "\"output\":\"%s\\nDone\""},
    {"no name: parentheses", "(see %s)"},
    {"no name: log", "[2026-11-20 21:14:03] sent <%s> ok"},
    {"no name: colour", "\x1b[32m%s\x1b[0m"},
    {"no name: CSV", "1,ci,%s,active"},
    {"no name: comment", "// TODO remove %s\n"},
};

std::string camel(std::string_view variable) {
  std::string text;
  bool upper = false;
  for (const char c : lowered(variable)) {
    if (c != '_') text += upper && is_letter(c) ? static_cast<char>(c - 32) : c;
    upper = c == '_';
  }
  return text;
}

std::string kebab(std::string_view variable) {
  std::string text = lowered(variable);
  for (char& c : text) c = c == '_' ? '-' : c;
  return text;
}

std::string filled(std::string_view form, std::string_view variable, const std::string& secret) {
  std::string text;
  for (std::size_t i = 0; i < form.size(); ++i) {
    const char kind = form[i] == '%' ? form[i + 1] : '\0';
    if (kind == 'U') text += variable;
    if (kind == 'l') text += lowered(variable);
    if (kind == 'c') text += camel(variable);
    if (kind == 'k') text += kebab(variable);
    if (kind == 's') text += secret;
    i += kind ? 1 : 0;
    if (!kind) text += form[i];
  }
  return text;
}

std::string escaped(const std::string& text) {
  const std::string quoted = to_text(Json(text));
  return quoted.substr(1, quoted.size() - 2);
}

/// In a file, in a tool's output inside of JSON, and in JSON inside of that.
void add_depths(std::vector<Occurrence>& all, std::string_view context, const std::string& text,
                const std::string& secret) {
  all.push_back({context, text, secret});
  const std::string once = R"({"type":"tool_result","content":")" + escaped(text) + "\"}";
  all.push_back({context, once, escaped(secret)});
  all.push_back({context, R"({"line":")" + escaped(once) + "\"}", escaped(escaped(secret))});
}

}  // namespace

std::vector<Occurrence> with_name(std::string_view variable, const std::string& secret) {
  std::vector<Occurrence> all;
  for (const Context& context : kNamed)
    add_depths(all, context.name, filled(context.form, variable, secret), secret);
  return all;
}

std::vector<Occurrence> without_name(const std::string& secret) {
  std::vector<Occurrence> all;
  for (const Context& context : kUnnamed)
    add_depths(all, context.name, filled(context.form, "", secret), secret);
  return all;
}

std::vector<Occurrence> in_place(const Planted& planted) {
  std::vector<Occurrence> all;
  add_depths(all, "place", planted.before + planted.secret + planted.after, planted.secret);
  return all;
}

}  // namespace baton::test
