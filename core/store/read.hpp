#pragma once
#include <string>

#include "core/base/task.hpp"
#include "core/http/answer.hpp"
#include "core/store/batch.hpp"

namespace baton {

/// The rows of one statement, which may run twice (core/store/repeat.hpp).
Task<Result<Rows>> read(Statement statement);

/// The rows of one statement that writes and must not run twice.
Task<Result<Rows>> write(Statement statement);

/// The rows of several, of one moment; they may run twice.
Task<Result<std::vector<Rows>>> read_all(std::vector<Statement> statements);

/// The only row of a statement, or 404 with the code `unknown_WHAT`.
Task<Result<Row>> read_one(Statement statement, std::string what, std::string id);

/// The uid of a new thing: the client's if it sent one, else fresh.
Task<Result<std::string>> uid_for(std::string sent);

/// The present moment as ISO 8601.
Task<Result<std::string>> now_text();

Error unknown(const std::string& what, const std::string& id);

}  // namespace baton
