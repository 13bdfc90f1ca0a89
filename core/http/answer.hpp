#pragma once
#include <string>
#include <string_view>

#include "core/base/json.hpp"
#include "core/http/message.hpp"
#include "core/store/batch.hpp"

namespace baton {

/// `{"success":true,"data":DATA}`; `data` is JSON text and is passed on unread. `more` are further
/// top-level members, as JSON text without the braces: `"id":1`.
Response answer(std::string_view data, std::string_view more = {});

/// `{"success":false,"error":…,"code":…,"field":…}` with the status of the fault.
Response answer_error(const Error& error);

/// What a status of 400 and over says, as far as one fault has it.
Fault fault_of(int status);

/// A row whose columns are JSON objects, as one object: SQL makes the JSON (at most 16 members an
/// object, since a function takes 32 arguments), and nothing is parsed here.
std::string row_json(const Row& row);

/// Rows of such columns as a JSON array. If `cursors`, the last column is the row's cursor.
std::string rows_json(const Rows& rows, bool cursors = false);

const std::string& text_at(const Row& row, std::size_t column);  ///< "" unless TEXT
std::int64_t integer_at(const Row& row, std::size_t column);     ///< 0 unless a number

/// A request's body as a JSON object.
Result<Json> body_of(const Request& request);

/// How a path or body names a thing: by its small id or by its uid.
struct Key {
  std::string column;  ///< "id" or "uid"
  Value value;
};
Result<Key> key_of(std::string_view id, std::string_view field);

/// `limit` and `cursor` of a list. Without a limit all rows are answered, as the original did.
struct Page {
  std::int64_t limit = -1;
  std::string cursor;
  bool whole() const { return limit < 0 && cursor.empty(); }  ///< no page was asked for
};
Result<Page> page_of(const Request& request, std::int64_t most = 1000);

/// The list's answer, of at most `page.limit` of the rows. If there is one more, `next_cursor` is
/// the last column of the last row that is answered. See core/store/listing.hpp.
Response answer_page(Rows rows, const Page& page);

/// A query parameter that is a whole number, or `otherwise` if it is absent.
Result<std::int64_t> number_argument(const Request& request, std::string_view name,
                                     std::int64_t otherwise, std::int64_t least, std::int64_t most);

}  // namespace baton
