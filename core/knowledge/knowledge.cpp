#include "core/knowledge/knowledge.hpp"

#include <algorithm>

#include "core/base/json.hpp"
#include "core/base/text.hpp"
#include "core/events/creation.hpp"
#include "core/http/answer.hpp"
#include "core/projects/named.hpp"
#include "core/store/listing.hpp"
#include "core/store/read.hpp"

namespace baton::knowledge {
namespace {

constexpr const char* kMembers =
    "SELECT json_object('id', k.id, 'uid', k.uid, 'project_id', k.project_id, 'category', "
    "k.category, "
    "'title', k.title, 'content', coalesce(substr(t.body, length(k.title) + 3), ''), 'tags', "
    "json(k.tags), 'usage_count', k.usage_count, 'success_rate', "
    "CASE WHEN k.usage_count = 0 THEN NULL ELSE round(k.success_count * 1.0 / k.usage_count, 4) "
    "END, "
    "'created_at', k.created_at, 'updated_at', k.updated_at)";

constexpr const char* kFrom =
    " FROM knowledge_base k LEFT JOIN texts t ON t.id = k.text_id WHERE k.deleted = 0";

const std::initializer_list<std::string_view> kCategories = {"pattern", "solution",
                                                             "troubleshooting", "best_practice"};

Statement select_one(const std::string& column, Value value) {
  return {std::string(kMembers) + kFrom + " AND k." + column + " = ?1", {std::move(value)}};
}

struct Item {
  std::string uid, category, title, content, project;
  std::vector<std::string> tags;
};

Result<Item> item_of(const Json& body, const Item& present) {
  constexpr Decoder::Length kContent{.least = 1, .most = 200'000};
  Decoder decoder(body);
  Item item = present;
  if (present.title.empty() || decoder.has("title"))
    item.title = std::string(trimmed(decoder.text("title", {.least = 1, .most = 500})));
  if (present.content.empty() || decoder.has("content"))
    item.content = decoder.text("content", kContent);
  item.category = decoder.word_or("category", present.category, kCategories);
  if (decoder.has("tags"))
    item.tags = decoder.texts_or_empty("tags", 50, {.least = 0, .most = 100});
  if (decoder.has("project_id")) item.project = decoder.id("project_id");
  if (present.uid.empty()) item.uid = decoder.text_or("uid", "", {.least = 0, .most = 36});
  if (decoder.error()) return std::unexpected(*decoder.error());
  constexpr std::string_view kMembersSent[] = {"category", "title", "content", "tags",
                                               "project_id"};
  if (std::ranges::none_of(kMembersSent, [&](auto name) { return decoder.has(name); }))
    return fail(Fault::invalid, "nothing_to_change",
                "Send category, title, content, tags or project_id.");
  return item;
}

/// The text that is indexed and stored: the title, a blank line, the content.
Task<Result<Json>> fields_of(Item item, Change* change) {
  MaskCounts masked;
  const std::string title = mask_secrets(item.title, masked);
  StoredText text = stored_text(title + "\n\n" + item.content, masked);
  Json set = {{"category", item.category},
              {"title", title},
              {"text", text.hash},
              {"tags", item.tags},
              {"deleted", 0}};
  change->texts.push_back(std::move(text));
  if (!item.project.empty()) {
    CO_CHECK(const Key key, key_of(item.project, "project_id"));
    CO_TRY(const Row row, read_one({"SELECT uid FROM projects WHERE id = " + id_of_project(key) +
                                        " AND deleted = 0",
                                    {key.value}},
                                   "project", item.project));
    set["project"] = text_at(row, 0);
  }
  co_return set;
}

Task<Result<Response>> commit_one(Change change, std::string type, std::string uid, Json body) {
  change.events.push_back({std::move(type), uid, to_text(body)});
  change.reads.push_back(select_one("uid", uid));
  CO_TRY(const std::vector<Rows> rows, commit(std::move(change)));
  co_return answer(rows[0].empty() ? "null" : row_json(rows[0][0]));
}

Task<Result<Item>> present_at(std::string id) {
  CO_CHECK(const Key key, key_of(id, "id"));
  CO_TRY(
      const Row row,
      read_one(
          {"SELECT k.uid, k.category, k.title, coalesce(substr(t.body, length(k.title) + 3), ''), "
           "k.tags FROM knowledge_base k LEFT JOIN texts t ON t.id = k.text_id WHERE k." +
               key.column + " = ?1 AND k.deleted = 0",
           {key.value}},
          "knowledge", id));
  Item item{text_at(row, 0), text_at(row, 1), text_at(row, 2), text_at(row, 3), {}, {}};
  CO_CHECK(const Json tags, parse_json(text_at(row, 4)));
  for (const Json& tag : tags)
    if (const auto* text = tag.get_ptr<const Json::string_t*>()) item.tags.push_back(*text);
  co_return item;
}

/// `key` is that of the project; the number 0 for all.
Result<Listing> listing_of(const Request& request, const Key& key) {
  std::string category(request.argument("category"));
  if (!category.empty() && std::ranges::find(kCategories, category) == kCategories.end())
    return fail(Fault::invalid, "invalid_field",
                "category must be one of pattern, solution, troubleshooting, best_practice.",
                "category");
  const std::string project = id_of_project(key, "?2");
  return Listing{
      .select = kMembers,
      .from = std::string(kFrom) +
              " AND (?1 = '' OR k.category = ?1) AND (?2 = 0 OR k.project_id = " + project +
              ") AND "
              "(?3 = '' OR EXISTS (SELECT 1 FROM json_each(k.tags) WHERE value = ?3))",
      .keys = {{"k.usage_count", Listing::number},
               {"k.updated_at", Listing::text},
               {"k.id", Listing::number}},
      .direction = " DESC",
      .parameters = {std::move(category), key.value, std::string(request.argument("tag"))}};
}

}  // namespace

Task<Result<Response>> list(Context& /*context*/, Request request) {
  CO_CHECK(const Page page, page_of(request));
  const std::string project(request.argument("project"));
  Key key{"id", 0};
  if (!project.empty()) {
    CO_CHECK(key, key_of(project, "project"));
  }
  CO_CHECK(const Listing listing, listing_of(request, key));
  CO_CHECK(Statement listed, page_statement(listing, page));
  std::vector<Statement> statements;
  statements.push_back(
      {"SELECT 1 FROM projects WHERE id = " + id_of_project(key) + " AND deleted = 0",
       {key.value}});
  statements.push_back(std::move(listed));
  CO_TRY(std::vector<Rows> rows, read_all(std::move(statements)));
  if (!project.empty() && rows[0].empty()) co_return std::unexpected(unknown("project", project));
  co_return answer_page(std::move(rows[1]), page);
}

Task<Result<Response>> create(Context& /*context*/, Request request) {
  CO_CHECK(const Json body, body_of(request));
  const Item blank{{}, "pattern", {}, {}, {}, {}};
  CO_CHECK(const Item item, item_of(body, blank));
  CO_TRY(const std::string uid, uid_for(item.uid));
  Change change;
  CO_TRY(Json set, fields_of(item, &change));
  CO_TRY(set["created_at"], now_text());
  const Json event = {{"set", std::move(set)}};
  change.events.push_back({"knowledge.created", uid, to_text(event)});
  change.reads.push_back(select_one("uid", uid));
  CO_TRY(const Creation made, commit_once(std::move(change), "knowledge", uid));
  co_return answer(row_json(made.rows[0][0]));
}

Task<Result<Response>> show(Context& /*context*/, Request request) {
  std::string id(request.param("id"));
  CO_CHECK(const Key key, key_of(id, "id"));
  CO_TRY(const Row row, read_one(select_one(key.column, key.value), "knowledge", std::move(id)));
  co_return answer(row_json(row));
}

Task<Result<Response>> change(Context& /*context*/, Request request) {
  CO_TRY(const Item present, present_at(std::string(request.param("id"))));
  CO_CHECK(const Json body, body_of(request));
  CO_CHECK(const Item item, item_of(body, present));
  Change change;
  CO_TRY(Json set, fields_of(item, &change));
  Json event = {{"set", std::move(set)}};
  co_return co_await commit_one(std::move(change), "knowledge.changed", present.uid,
                                std::move(event));
}

Task<Result<Response>> remove(Context& /*context*/, Request request) {
  CO_TRY(const Item present, present_at(std::string(request.param("id"))));
  Change change;
  Json event = {{"set", {{"deleted", 1}}}};
  co_return co_await commit_one(std::move(change), "knowledge.deleted", present.uid,
                                std::move(event));
}

Task<Result<Response>> use(Context& /*context*/, Request request) {
  CO_TRY(const Item present, present_at(std::string(request.param("id"))));
  if (trimmed(request.body).empty()) request.body = "{}";
  CO_CHECK(const Json body, body_of(request));
  Decoder decoder(body);
  const bool success = decoder.boolean_or("success", true);
  if (decoder.error()) co_return std::unexpected(*decoder.error());
  Change change;
  Json event = {{"use", {{"success", success ? 1 : 0}}}};
  co_return co_await commit_one(std::move(change), "knowledge.used", present.uid, std::move(event));
}

}  // namespace baton::knowledge
