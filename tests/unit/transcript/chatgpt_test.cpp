#include "core/transcript/chatgpt.hpp"

#include "core/transcript/session_parts.hpp"
#include "tests/catch.hpp"
#include "tests/support/transcripts.hpp"

using namespace baton;
using baton::test::read_transcript;
using baton::test::Reading;

namespace {

std::string node(std::string_view id, std::string_view parent, std::string_view role,
                 std::string_view content, std::string_view more = "") {
  const std::string name(id);
  return "\"" + name + R"(":{"id":")" + name + R"(","parent":)" +
         (parent.empty() ? "null" : "\"" + std::string(parent) + "\"") +
         R"(,"children":[],"message":{"id":")" + name + R"(","author":{"role":")" +
         std::string(role) + R"("},"create_time":1767225600.5,"content":)" + std::string(content) +
         std::string(more) + "}}";
}

std::string words(std::string_view text) {
  return R"({"content_type":"text","parts":[")" + std::string(text) + "\"]}";
}

std::string conversation(std::string_view id, std::string_view current, std::string_view nodes) {
  return R"({"title":"Wheels","create_time":1767225600.25,"mapping":{)" + std::string(nodes) +
         R"(},"current_node":")" + std::string(current) + R"(","conversation_id":")" +
         std::string(id) + "\"}";
}

/// The answer b was regenerated as c.
const std::string kNodes =
    R"("root":{"id":"root","message":null,"parent":null,"children":["a"]},)" +
    node("s", "root", "system", words("hidden"),
         R"(,"metadata":{"is_visually_hidden_from_conversation":true})") +
    "," +
    node("d", "c", "assistant", R"({"content_type":"code","text":"1/0"})",
         R"(,"recipient":"python")") +
    "," + node("a", "s", "user", words("How round?")) + "," +
    node("b", "a", "assistant", words("Not sure.")) + "," +
    node("c", "a", "assistant",
         R"({"content_type":"multimodal_text","parts":["Look:",{"content_type":)"
         R"("image_asset_pointer","asset_pointer":"file-service://f"},{"text":"said"}]})") +
    "," +
    node("e", "d", "tool", R"({"content_type":"execution_output","text":"ZeroDivision"})",
         R"(,"metadata":{"aggregate_result":{"status":"failed_with_in_kernel_exception"}})");

const std::string kOne = conversation("c-1", "e", kNodes);

Reading read_chatgpt(std::string_view text) { return read_transcript("chatgpt", text); }

std::vector<SessionParts::Part> parts_of(std::string_view format, std::string_view text,
                                         std::size_t step) {
  SessionParts cut(format);
  std::vector<SessionParts::Part> parts;
  for (std::size_t at = 0; at < text.size(); at += step) cut.feed(text.substr(at, step), parts);
  cut.finish(parts);
  return parts;
}

}  // namespace

TEST_CASE("ChatGPT: the path to the current node, without what was regenerated or is hidden") {
  const Reading reading = read_chatgpt("[" + kOne + "]");
  REQUIRE(reading.texts() == std::vector<std::string>{"How round?",
                                                      "Look:\n[image, file-service://f]\nsaid",
                                                      R"({"code":"1/0"})", "ZeroDivision"});
  const auto& turns = reading.turns;
  CHECK(turns[0].typed);
  CHECK(turns[0].uid == "a");
  CHECK(turns[0].at == "2026-01-01T00:00:00.500Z");
  CHECK(turns[2].tool == "python");
  CHECK(turns[3].uid == "d:result");
  CHECK(turns[3].failed);
  CHECK(reading.facts.session == "c-1");
  CHECK(reading.facts.title == "Wheels");
  CHECK(reading.facts.started_at == "2026-01-01T00:00:00.250Z");
  CHECK(test::same_in_pieces("chatgpt", "[" + kOne + "]"));
}

TEST_CASE("ChatGPT: without a current node the newest message ends the path; cycles end") {
  const std::string chain =
      node("a", "", "user", words("one")) + "," + node("b", "a", "assistant", words("two"));
  CHECK(read_chatgpt(conversation("c", "gone", chain)).texts() ==
        std::vector<std::string>{"one", "two"});
  const std::string cycle =
      node("a", "b", "user", words("one")) + "," + node("b", "a", "assistant", words("two"));
  CHECK(read_chatgpt(conversation("c", "b", cycle)).texts() ==
        std::vector<std::string>{"one", "two"});
}

TEST_CASE("a file with several sessions is cut where one begins, however it comes") {
  const std::string two = "[\n" + kOne + ",\n" + conversation("c-2", "e", kNodes) + "]";
  for (const std::size_t step : {std::size_t{1}, std::size_t{7}, two.size()}) {
    const auto parts = parts_of("chatgpt", two, step);
    REQUIRE(parts.size() == 2);
    CHECK(parts[0].bytes == kOne);
    CHECK(parts[1].begins);
  }
  const std::string history =
      "\n# aider chat started at 2026-03-01 10:00:00\n\n#### a  \n"
      "\n# aider chat started at 2026-03-02 10:00:00\n\n#### b  \n";
  for (const std::size_t step : {std::size_t{1}, std::size_t{7}, history.size()}) {
    std::string all;
    int begun = 0;
    for (const auto& part : parts_of("aider", history, step)) {
      all += part.bytes;
      begun += part.begins;
    }
    CHECK(all == history);
    CHECK(begun == 2);
  }
}

TEST_CASE("ChatGPT: torn, hostile and mistyped conversations are counted, never fatal") {
  const std::string whole = "[" + kOne + "]";
  for (std::size_t length = 0; length < whole.size(); length += 11)
    CHECK(read_chatgpt(std::string_view(whole).substr(0, length)).turns.size() <= 4);
  CHECK(read_chatgpt(whole.substr(0, whole.size() - 30)).facts.damaged == 1);
  CHECK(read_chatgpt(R"([{"mapping":7},{"mapping":{"a":3,"b":{"parent":1,"message":{"author":2,)"
                     R"("content":[],"create_time":"x","metadata":5}}},"current_node":"b"}])")
            .turns.size() <= 1);
  std::string chain = node("n0", "", "user", words("w"));
  for (int i = 1; i < 20'000; ++i)
    chain += "," + node("n" + std::to_string(i), "n" + std::to_string(i - 1), "user", words("w"));
  CHECK(read_chatgpt(conversation("c", "n19999", chain)).turns.size() == 20'000);
}
