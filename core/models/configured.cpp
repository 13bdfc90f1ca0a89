#include "core/models/configured.hpp"

#include <algorithm>

#include "core/base/json.hpp"
#include "core/base/text.hpp"
#include "core/http/answer.hpp"
#include "core/http/server_address.hpp"
#include "core/models/ask.hpp"
#include "core/models/key_name.hpp"
#include "core/store/listing.hpp"
#include "core/store/read.hpp"

namespace baton::models {
namespace {

constexpr std::int64_t kTestTimeout = 20'000;  ///< milliseconds
constexpr std::size_t kMostListed = 100;

constexpr const char* kMembers =
    "SELECT json_object('name', name, 'provider', provider, 'url', url, 'model', model, "
    "'key_name', key_name, 'context_tokens', context_tokens, 'timeout_seconds', timeout_seconds, "
    "'preferred', json(CASE preferred WHEN 1 THEN 'true' ELSE 'false' END), 'created_at', "
    "created_at)";

constexpr const char* kColumns =
    "SELECT name, provider, url, model, key_name, context_tokens, timeout_seconds FROM models ";

struct Draft {
  std::string name, url, model, key_name;
  const Provider* provider = nullptr;
  std::int64_t context_tokens = 0;
  std::int64_t timeout_seconds = 0;
  bool preferred = false;
};

bool is_model_name(std::string_view name) {
  return !name.empty() && std::ranges::all_of(name, [](char c) {
    return is_letter(c) || is_digit(c) || c == '-' || c == '_' || c == '.';
  });
}

void check(Decoder& decoder, const Draft& draft) {
  if (!is_model_name(draft.name))
    decoder.refuse("name", "name may have letters, digits, '-', '_' and '.' only.");
  if (draft.url.empty())
    decoder.refuse("url",
                   "url must be given: " + std::string(draft.provider->name) + " may be anywhere.");
  if (!is_server_address(draft.url))
    decoder.refuse("url",
                   "url must be an address such as http://127.0.0.1:11434, without a user, "
                   "a password or a query.");
  if (draft.model.empty())
    decoder.refuse("model", "model must be given: what the provider calls it.");
  if (!draft.key_name.empty() && !is_key_name(draft.key_name))
    decoder.refuse("key_name",
                   "key_name must end in _API_KEY, begin with BATON_KEY_, or be HF_TOKEN or "
                   "HUGGING_FACE_TOKEN: the name of a secret of the host, not the key.");
}

Result<Draft> draft_of(const Json& body) {
  Decoder decoder(body);
  Draft draft;
  draft.name = decoder.text("name", {.least = 1, .most = 100});
  draft.provider = provider_named(decoder.word_or(
      "provider", "huggingface", {"huggingface", "ollama", "gemini", "openai", "compatible"}));
  if (decoder.error()) return std::unexpected(*decoder.error());
  const Provider& provider = *draft.provider;
  draft.url = decoder.text_or("url", std::string(provider.url), {.least = 1, .most = 500});
  while (draft.url.ends_with('/')) draft.url.pop_back();
  draft.model = decoder.text_or("model", std::string(provider.model), {.least = 1, .most = 200});
  draft.key_name =
      decoder.text_or("key_name", std::string(provider.key_name), {.least = 0, .most = 100});
  draft.context_tokens =
      decoder.integer_or("context_tokens", provider.context_tokens, 2048, 10'000'000);
  draft.timeout_seconds = decoder.integer_or("timeout_seconds", kDefaultTimeout / 1000, 1, 600);
  draft.preferred = decoder.boolean_or("preferred", false);
  if (!decoder.error()) check(decoder, draft);
  if (decoder.error()) return std::unexpected(*decoder.error());
  return draft;
}

Model model_of(const Row& row) {
  Model model;
  model.name = text_at(row, 0);
  model.provider = provider_named(text_at(row, 1));
  if (!model.provider) model.provider = provider_named("compatible");
  model.url = text_at(row, 2);
  model.model = text_at(row, 3);
  model.key_name = text_at(row, 4);
  model.context_tokens = integer_at(row, 5);
  model.timeout_ms = integer_at(row, 6) * 1000;
  return model;
}

/// The name in a request's path.
Result<std::string> named_in(const Request& request) {
  std::string name(request.param("name"));
  if (is_model_name(name)) return name;
  return fail(Fault::invalid, "invalid_field",
              "name may have letters, digits, '-', '_' and '.' only.", "name");
}

Statement select_named(std::string name) {
  return {std::string(kColumns) + "WHERE name = ?1", {std::move(name)}};
}

/// What a model is asked to see whether it answers.
Chat small_question() {
  Chat chat;
  chat.system = "Answer with one word.";
  chat.user = "Say: ready";
  chat.most_tokens = 16;
  return chat;
}

}  // namespace

Task<Result<Response>> list(Context& /*context*/, Request request) {
  CO_CHECK(const Page page, page_of(request));
  const Listing listing{
      .select = kMembers, .from = "FROM models WHERE true", .keys = {{"name", Listing::text}}};
  CO_CHECK(Statement statement, page_statement(listing, page));
  CO_TRY(Rows rows, read(std::move(statement)));
  co_return answer_page(std::move(rows), page);
}

Task<Result<Response>> create(Context& /*context*/, Request request) {
  CO_CHECK(const Json body, body_of(request));
  CO_CHECK(const Draft draft, draft_of(body));
  CO_TRY(const std::string now, now_text());
  std::vector<Statement> statements;
  statements.push_back(
      {"INSERT INTO models (name, provider, url, model, key_name, context_tokens, "
       "timeout_seconds, preferred, created_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, 0, ?8) "
       "ON CONFLICT (name) DO UPDATE SET provider = excluded.provider, url = excluded.url, model = "
       "excluded.model, key_name = excluded.key_name, context_tokens = excluded.context_tokens, "
       "timeout_seconds = excluded.timeout_seconds",
       {draft.name, std::string(draft.provider->name), draft.url, draft.model, draft.key_name,
        draft.context_tokens, draft.timeout_seconds, now}});
  statements.push_back(
      {"UPDATE models SET preferred = (name = ?1) WHERE ?2 = 1 OR NOT EXISTS "
       "(SELECT 1 FROM models WHERE preferred = 1)",
       {draft.name, std::int64_t{draft.preferred}}});
  statements.push_back({std::string(kMembers) + " FROM models WHERE name = ?1", {draft.name}});
  CO_TRY(const std::vector<Rows> rows, read_all(std::move(statements)));
  co_return answer(row_json(rows[2][0]));
}

Task<Result<Response>> remove(Context& /*context*/, Request request) {
  CO_CHECK(const std::string name, named_in(request));
  std::vector<Statement> statements;
  statements.push_back({std::string(kMembers) + " FROM models WHERE name = ?1", {name}});
  statements.push_back({"DELETE FROM models WHERE name = ?1", {name}});
  statements.push_back(
      {"UPDATE models SET preferred = 1 WHERE name = (SELECT min(name) FROM models) AND NOT EXISTS "
       "(SELECT 1 FROM models WHERE preferred = 1)",
       {}});
  CO_TRY(const std::vector<Rows> rows, read_all(std::move(statements)));
  if (rows[0].empty()) co_return std::unexpected(unknown("model", name));
  co_return answer(row_json(rows[0][0]));
}

Task<Result<Response>> test(Context& context, Request request) {
  CO_CHECK(const std::string name, named_in(request));
  CO_TRY(const Row row, read_one(select_named(name), "model", name));
  Model model = model_of(row);
  model.timeout_ms = std::min(model.timeout_ms, kTestTimeout);
  const std::int64_t began = co_await perform(Now{});
  const auto said = co_await ask(context, model, small_question(), began + model.timeout_ms, {});
  const std::int64_t ended = co_await perform(Now{});
  const auto served = co_await ask_for_models(model);
  Json names = Json::array();
  for (std::size_t i = 0; served && i < std::min(served->size(), kMostListed); ++i)
    names.push_back((*served)[i]);
  const std::string title(model.provider->title);
  const Json data = {
      {"name", model.name},
      {"healthy", said.has_value()},
      {"code", said ? Json() : Json(said.error().code)},
      {"message", said ? title + " answers with " + model.model + "." : said.error().message},
      {"milliseconds", ended - began},
      {"models", std::move(names)}};
  co_return answer(to_text(data));
}

Task<Result<Model>> chosen(Choice choice) {
  if (!choice.token.empty()) co_return hugging_face(std::move(choice.token));
  if (!choice.name.empty()) {
    CO_TRY(const Row row, read_one(select_named(choice.name), "model", choice.name));
    co_return model_of(row);
  }
  Statement preferred{std::string(kColumns) + "WHERE preferred = 1 LIMIT 1", {}};
  CO_TRY(const Rows rows, read(std::move(preferred)));
  if (!rows.empty()) co_return model_of(rows[0]);
  Model model = hugging_face("");
  model.key_name = model.provider->key_name;
  co_return model;
}

}  // namespace baton::models
