#pragma once
#include <functional>
#include <optional>
#include <string>

#include "core/http/context.hpp"
#include "native/cli/client.hpp"
#include "native/database.hpp"

namespace baton::cli {

/// The API on a database of this machine, by a function call. The database is opened by the first
/// request: what needs none works without.
class LocalClient final : public Client {
 public:
  using Open = std::function<Result<native::Database>(const std::string& path)>;

  LocalClient(std::string database_path, Open open)
      : path_(std::move(database_path)), open_(std::move(open)) {}
  Result<Response> send(Request request, const Pieces& pieces, const Hear& hear) override;

 private:
  std::string path_;
  Open open_;
  std::optional<native::Database> database_;
  Context context_;
};

}  // namespace baton::cli
