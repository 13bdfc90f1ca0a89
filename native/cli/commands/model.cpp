#include "native/cli/commands/commands.hpp"
#include "native/cli/secret_input.hpp"
#include "native/cli/table.hpp"
#include "native/keys/keys.hpp"

namespace baton::cli {
namespace {

struct ModelWords {
  std::string action = "list";
  std::string name, provider, url, model, key_env;
  bool key = false;  ///< from standard input
  bool preferred = false;
  int context_tokens = 0;
  int timeout_seconds = 0;
};

Result<int> list_models(Desk& desk) {
  TRY(const Answer answer, desk.api.get("/api/models"));
  if (printed_as_json(desk, answer)) return 0;
  if (!answer.data().is_array() || answer.data().empty()) {
    desk.out.line("No models, and none is asked. `baton model add --help` shows how to add one.");
    return 0;
  }
  Table table({{""}, {"NAME"}, {"PROVIDER"}, {"MODEL"}, {"KEY"}, {"ADDRESS"}});
  for (const Json& model : answer.data())
    table.add({flag_in(model, "preferred") ? "*" : "", text_in(model, "name"),
               text_in(model, "provider"), text_in(model, "model"), text_in(model, "key_name"),
               text_in(model, "url")});
  table.print(desk.out);
  return 0;
}

std::string key_name_for(const std::string& model) {
  return native::key_name_of("BATON_KEY_", model);
}

Json body_of(const ModelWords& words, const std::string& key_name) {
  Json body = {{"name", words.name}};
  const auto set = [&](const char* member, const std::string& value) {
    if (!value.empty()) body[member] = value;
  };
  set("provider", words.provider);
  set("url", words.url);
  set("model", words.model);
  set("key_name", key_name);
  if (words.context_tokens) body["context_tokens"] = words.context_tokens;
  if (words.timeout_seconds) body["timeout_seconds"] = words.timeout_seconds;
  if (words.preferred) body["preferred"] = true;
  return body;
}

Result<int> add_model_named(Desk& desk, const ModelWords& words) {
  std::string key;
  if (words.key) {
    TRY(key, secret_from_input(desk, "key"));
  }
  const std::string key_name = words.key ? key_name_for(words.name) : words.key_env;
  TRY(const Answer answer, desk.api.post("/api/models", body_of(words, key_name)));
  if (words.key) {
    TRY(const std::string place, native::keep_key(desk.environment, key_name, key));
    remark(desk, "The key is " + place + ".");
  }
  if (printed_as_json(desk, answer)) return 0;
  const Json& model = answer.data();
  desk.out.line("Model " + words.name + ": " + text_in(model, "model") + " of " +
                text_in(model, "provider") + ". `baton model test " + words.name +
                "` asks it for a word.");
  if (const std::string& name = text_in(model, "key_name");
      desk.options.remote.empty() && !name.empty() &&
      native::key_named(desk.environment, name).empty())
    remark(desk, "There is no key named " + name +
                     " yet: set that variable, or give the key with " + "--key.");
  return 0;
}

Result<int> test_model(Desk& desk, const ModelWords& words) {
  TRY(const Answer answer, desk.api.post("/api/models/" + segment(words.name) + "/test", {}));
  const bool healthy = flag_in(answer.data(), "healthy");
  if (!printed_as_json(desk, answer)) {
    const std::string time = std::to_string(number_in(answer.data(), "milliseconds")) + " ms";
    desk.out.line(text_in(answer.data(), "message") + (healthy ? " It took " + time + "." : ""));
  }
  constexpr int kUnhealthy = 6;
  return healthy ? 0 : kUnhealthy;
}

Result<int> remove_model(Desk& desk, const ModelWords& words) {
  TRY(const Answer answer, desk.api.remove("/api/models/" + segment(words.name)));
  const std::string own = key_name_for(words.name);
  if (desk.options.remote.empty() && text_in(answer.data(), "key_name") == own) {
    TRY(const bool forgotten, native::forget_key(desk.environment, own));
    if (forgotten) remark(desk, "Its key is deleted.");
  }
  if (!printed_as_json(desk, answer)) desk.out.line("Model " + words.name + " is removed.");
  return 0;
}

Result<int> on_model(Desk& desk, const ModelWords& words) {
  if (words.action == "list") return list_models(desk);
  if (words.name.empty())
    return fail(Fault::invalid, "usage", "Which model? `baton model " + words.action + " NAME`");
  if (words.action == "add") return add_model_named(desk, words);
  return words.action == "test" ? test_model(desk, words) : remove_model(desk, words);
}

}  // namespace

void add_model(CommandLine& line) {
  Command& command = line.add(
      "model", "Tools", "models that may help with a handoff; none is asked unless you say so",
      {"baton model add local --provider ollama --model llama3.1",
       "baton model add hf --key < token.txt                 # Hugging Face, Llama 3.1 8B",
       "baton model add gem --provider gemini --model gemini-2.5-flash --key-env GEMINI_API_KEY",
       "baton model add mine --provider compatible --url http://127.0.0.1:8000/v1 --model m",
       "baton model test local", "baton model remove local"});
  const auto words = std::make_shared<ModelWords>();
  CLI::App& app = *command.app;
  line.choices(app.add_option("ACTION", words->action, ""), {"add", "list", "test", "remove"});
  app.add_option("NAME,--name", words->name, "what you call it");
  line.choices(app.add_option("--provider", words->provider, "who runs it; huggingface if absent")
                   ->type_name("PROVIDER"),
               {"huggingface", "ollama", "gemini", "openai", "compatible"});
  app.add_option("--model", words->model, "what the provider calls it")->type_name("MODEL");
  app.add_option("--url", words->url, "where it is, if not at the provider's address")
      ->type_name("URL");
  app.add_option("--key-env", words->key_env, "the environment variable that holds its key")
      ->type_name("VAR");
  app.add_flag("--key", words->key, "read its key from standard input, and keep it");
  app.add_flag("--preferred", words->preferred, "asked where no model is named");
  app.add_option("--context", words->context_tokens, "tokens that it takes at once")
      ->type_name("TOKENS")
      ->check(CommandLine::quiet(CLI::Range(2048, 10'000'000)));
  app.add_option("--timeout", words->timeout_seconds, "the longest wait for it; 60 if absent")
      ->type_name("SECONDS")
      ->check(CommandLine::quiet(CLI::Range(1, 600)));
  command.makes_database = [words] { return words->action == "add"; };
  command.action = [words](Desk& desk) { return on_model(desk, *words); };
}

}  // namespace baton::cli
