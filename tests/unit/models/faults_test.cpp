#include "core/models/faults.hpp"

#include "core/base/text.hpp"
#include "tests/catch.hpp"

namespace baton::models {
namespace {

struct Case {
  int status;
  const char* body;
  const char* code;
  const char* part;  ///< of the sentence
};

TEST_CASE("a provider's errors are told in a sentence", "[models]") {
  const Model model = hugging_face("hf_aBcDeFgHiJkLmNoPqRsTuVwXyZ012345");
  const Case cases[] = {
      {401, R"({"error":"Invalid username or password."})", "model_wrong_key", "settings/tokens"},
      {402, R"({"error":"You have exceeded your monthly included credits"})", "model_no_credit",
       "no credit left"},
      {403,
       R"({"error":{"message":"This authentication method does not have sufficient permissions to call Inference Providers"}})",
       "model_no_permission", "lacks the permission"},
      {400,
       R"({"error":{"message":"The requested model 'x' is not supported by any provider you have enabled."}})",
       "model_not_served", "does not serve meta-llama/Llama-3.1-8B-Instruct"},
      {404, R"({"message":"Not Found"})", "model_not_served", "does not serve"},
      {404, "", "model_not_served", "no models at"},
      {410, R"({"error":"https://api-inference.huggingface.co is no longer supported."})",
       "model_not_served", "given up"},
      {400, R"({"error":{"message":"This model's maximum context length is 8192 tokens"}})",
       "model_too_long", "less text"},
      {413, "Payload Too Large", "model_too_long", "less text"},
      {422, R"({"detail":[{"msg":"response_format json_schema is not allowed"}]})",
       "model_unstructured", "schema"},
      {422, R"({"detail":"temperature"})", "model_refused", "It says: temperature"},
      {429, R"({"error":"Rate limit reached"})", "model_busy", "limit"},
      {500, "boom", "model_down", "(500)"},
      {503, "<html>busy</html>", "model_down", "(503)"},
      {302, "", "model_refused", "sends elsewhere"},
      {404, "<html><h1>Not found</h1>", "model_not_json", "web page"},
  };
  for (const Case& one : cases) {
    INFO(one.status << ' ' << one.body);
    const Error error = fault_of(model, Fetch::Answer{one.status, "", "", one.body});
    CHECK(error.code == one.code);
    CHECK(contains(error.message, one.part));
    CHECK(contains(error.message, "Hugging Face"));
  }
}

TEST_CASE("a provider's error never repeats the key", "[models]") {
  Model model = hugging_face("a-token-that-no-rule-knows");
  const Error error = fault_of(
      model, Fetch::Answer{401, "", "", R"({"error":"bad token a-token-that-no-rule-knows"})"});
  CHECK(contains(error.message, "bad token ***"));
  model.token.clear();
  const Error other = fault_of(
      model,
      Fetch::Answer{401, "", "", R"({"error":"bad token hf_aBcDeFgHiJkLmNoPqRsTuVwXyZ012345"})"});
  CHECK(!contains(other.message, "hf_aBcD"));
}

TEST_CASE("a request that fails is told in a sentence", "[models]") {
  Model model = hugging_face("");
  model.key_name = "HF_TOKEN";
  const std::pair<const char*, const char*> cases[] = {
      {"timeout", "model_timeout"},     {"unreachable", "model_unreachable"},
      {"untrusted", "model_untrusted"}, {"cut", "model_cut"},
      {"too_long", "model_not_json"},   {"no_key", "model_no_key"}};
  for (const auto& [failure, code] : cases) {
    const Error error = fault_of(model, Error(Fault::unavailable, failure, "detail"));
    CHECK(error.code == code);
    CHECK((error.message.ends_with('.') || error.message.ends_with('?')));
  }
}

TEST_CASE("Retry-After is read in seconds", "[models]") {
  CHECK(wait_asked_for("7") == 7000);
  CHECK(wait_asked_for(" 0 ") == 0);
  CHECK(wait_asked_for("1.5") == 2000);
  for (const char* text : {"", "soon", "-1", "Wed, 21 Oct 2026 07:28:00 GMT"})
    CHECK(wait_asked_for(text) == -1);
}

}  // namespace
}  // namespace baton::models
