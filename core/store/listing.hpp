#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "core/http/answer.hpp"
#include "core/store/batch.hpp"

namespace baton {

/// A list in SQL, answered whole or a page at a time.
///
///     Listing listing{.select = "SELECT json_object('id', a.id) ",
///                     .from = "FROM accounts a WHERE a.deleted = ?1",
///                     .keys = {{"a.account_name", Listing::text}, {"a.id", Listing::number}},
///                     .parameters = {0}};
///     CO_CHECK(Statement statement, page_statement(listing, page));
///     …
///     co_return answer_page(rows, page);
struct Listing {
  enum Kind { number, text };
  struct Column {
    std::string_view name;
    Kind kind;
  };
  std::string select;        ///< the columns of JSON members; a page has a last one, the cursor
  std::string from;          ///< ends in a condition of its WHERE
  std::vector<Column> keys;  ///< the order; together they are unique
  std::string_view direction = {};  ///< "" ascending or " DESC", of all keys
  std::vector<Value> parameters = {};
  std::string_view grouping = {};  ///< "" or " GROUP BY …"
};

/// The statement for one page and a row more, by which `answer_page` knows that there is a next. A
/// cursor holds the values of the keys in its row, the last key's first, with `~` between them; 400
/// `invalid_cursor` if it does not fit the keys.
Result<Statement> page_statement(const Listing& listing, const Page& page);

}  // namespace baton
