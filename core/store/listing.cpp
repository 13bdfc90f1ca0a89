#include "core/store/listing.hpp"

#include "core/base/text.hpp"

namespace baton {
namespace {

std::string cursor_sql(const std::vector<Listing::Column>& keys) {
  std::string sql;
  for (const Listing::Column& key : keys)
    sql = std::string(key.name) + (sql.empty() ? "" : " || '~' || ") + sql;
  return keys.size() == 1 ? "CAST(" + sql + " AS TEXT)" : sql;
}

std::string order_sql(const Listing& listing) {
  std::string sql;
  for (const Listing::Column& key : listing.keys)
    sql.append(sql.empty() ? " ORDER BY " : ", ").append(key.name).append(listing.direction);
  return sql;
}

std::unexpected<Error> foreign_cursor() {
  return fail(Fault::invalid, "invalid_cursor", "cursor is not one of this list.", "cursor");
}

/// The value of a key from the cursor's front. The first key comes last and takes all the rest.
Result<Value> take_value(std::string_view& cursor, const Listing::Column& key, bool first_key) {
  const std::size_t end = first_key ? std::string_view::npos : cursor.find('~');
  if (end == std::string_view::npos && !first_key) return foreign_cursor();
  const std::string_view part = cursor.substr(0, end);
  cursor.remove_prefix(first_key ? cursor.size() : end + 1);
  if (key.kind == Listing::text) return std::string(part);
  const auto number = whole_number(part);
  if (!number) return foreign_cursor();
  return *number;
}

/// ` AND (key, …) > (?n, …)`, the values added to the parameters.
Result<std::string> after_cursor(const Listing& listing, std::string_view cursor,
                                 std::vector<Value>& parameters) {
  std::string names, values;
  for (std::size_t i = listing.keys.size(); i-- > 0;) {
    TRY(Value value, take_value(cursor, listing.keys[i], i == 0));
    parameters.push_back(std::move(value));
    names = std::string(listing.keys[i].name) + (names.empty() ? "" : ", ") + names;
    values = "?" + std::to_string(parameters.size()) + (values.empty() ? "" : ", ") + values;
  }
  const char* compared = listing.direction.empty() ? ") > (" : ") < (";
  return " AND (" + names + compared + values + ")";
}

}  // namespace

Result<Statement> page_statement(const Listing& listing, const Page& page) {
  const std::string cursor = page.whole() ? "" : ", " + cursor_sql(listing.keys);
  Statement statement{listing.select + cursor + " " + listing.from, listing.parameters};
  if (page.whole()) {
    statement.sql.append(listing.grouping).append(order_sql(listing));
    return statement;
  }
  if (!page.cursor.empty()) {
    TRY(const std::string condition, after_cursor(listing, page.cursor, statement.parameters));
    statement.sql += condition;
  }
  statement.parameters.emplace_back(page.limit < 0 ? page.limit : page.limit + 1);
  statement.sql.append(listing.grouping)
      .append(order_sql(listing))
      .append(" LIMIT ?" + std::to_string(statement.parameters.size()));
  return statement;
}

}  // namespace baton
