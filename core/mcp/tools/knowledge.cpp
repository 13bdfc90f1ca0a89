#include "core/base/text.hpp"
#include "core/mcp/tools/tools.hpp"

namespace baton::mcp {
namespace {

constexpr std::initializer_list<std::string_view> kCategories{"pattern", "solution",
                                                              "troubleshooting", "best_practice"};

std::string item_text(const Json& item) {
  std::string text = "## " + text_in(item, "title") + " (" + text_in(item, "category") + ")";
  for (const Json& tag : list_in(item, "tags"))
    if (tag.is_string()) text += " #" + tag.get<std::string>();
  return text + '\n' + text_in(item, "content");
}

}  // namespace

Task<Result<std::string>> knowledge(Caller* caller, Json arguments) {
  Decoder decoder(arguments);
  const std::string category = decoder.word_or("category", "", kCategories);
  const std::string tag = decoder.text_or("tag", "", {.most = kMostNameBytes});
  const std::string named = decoder.text_or("project", "", {.most = kMostNameBytes});
  if (decoder.error()) co_return std::unexpected(*decoder.error());
  CO_TRY(const std::string project, caller->limit_to(named));
  CO_TRY(const Json items,
         caller->get(target(
             "/api/knowledge",
             {{"limit", "100"}, {"category", category}, {"tag", tag}, {"project", project}})));
  std::string text;
  for (const Json& item : items) text += (text.empty() ? "" : "\n\n") + item_text(item);
  co_return text.empty() ? "Nothing was kept yet." : text;
}

Task<Result<std::string>> remember(Caller* caller, Json arguments) {
  Decoder decoder(arguments);
  Json item = {{"title", decoder.text("title", {.least = 1, .most = kMostNameBytes})},
               {"content", decoder.text("content", {.least = 1, .most = kMostTextBytes})},
               {"category", decoder.word_or("category", "solution", kCategories)},
               {"tags", decoder.texts_or_empty("tags", 20, {.most = 100})}};
  const std::string named = decoder.text_or("project", "", {.most = kMostNameBytes});
  if (decoder.error()) co_return std::unexpected(*decoder.error());
  CO_TRY(const Json project, caller->project(named));
  item["project_id"] = text_in(project, "uid");
  CO_TRY(const Json kept, caller->post("/api/knowledge", std::move(item)));
  co_return "Kept for " + text_in(project, "name") + ": " + text_in(kept, "title") + '.';
}

}  // namespace baton::mcp
