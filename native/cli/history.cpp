#include "native/cli/history.hpp"

#include <filesystem>
#include <fstream>
#include <optional>

#include "core/base/text.hpp"
#include "core/history/export.hpp"
#include "native/cli/exit_code.hpp"
#include "native/cli/progress.hpp"

namespace baton::cli {
namespace {

constexpr std::size_t kPartBytes = 2'000'000;  ///< one line may have more
constexpr std::size_t kHeadBytes = 64;

Error cannot_write(const std::string& path) {
  return {Fault::unprocessable,
          "cannot_write",
          "Cannot write " + path + ": look at the folder and at the room on its disk.",
          {}};
}

/// Where the pieces go: the answer, or a file that gets its name when it is whole.
class Target {
 public:
  Target(Desk& desk, const std::string& output) : desk_(desk), name_(output) {
    if (output.empty()) return;
    path_ = desk.environment.absolute(output);
    stream_.emplace(part(), std::ios::binary | std::ios::trunc);
  }
  ~Target() {
    std::error_code ignored;
    if (stream_ && !kept_) std::filesystem::remove(part(), ignored);
  }
  Target(const Target&) = delete;
  Target& operator=(const Target&) = delete;

  Result<bool> write(const std::string& piece) {
    bytes_ += static_cast<std::int64_t>(piece.size());
    if (!stream_) {
      desk_.out.write(piece);
      return !desk_.out.broken();
    }
    stream_->write(piece.data(), static_cast<std::streamsize>(piece.size()));
    if (!*stream_) return std::unexpected(cannot_write(name_));
    return true;
  }

  Result<bool> keep() {
    if (!stream_) return true;
    stream_->close();
    std::error_code problem;
    if (*stream_) std::filesystem::rename(part(), path_, problem);
    if (!*stream_ || problem) return std::unexpected(cannot_write(name_));
    kept_ = true;
    return true;
  }

  std::int64_t bytes() const { return bytes_; }

 private:
  std::string part() const { return path_ + ".part"; }

  Desk& desk_;
  std::string name_;
  std::string path_;
  std::optional<std::ofstream> stream_;
  std::int64_t bytes_ = 0;
  bool kept_ = false;
};

/// A piece of the export, and the cursor of the next.
struct Piece {
  std::string lines;
  std::string next;
};

Result<Piece> piece_at(Desk& desk, const std::string& cursor) {
  Request request;
  request.target = target("/api/export", {{"cursor", cursor}});
  TRY(Response response, desk.api.exchange(request));
  if (response.status != 200) {
    // The failure in the API's words.
    TRY(const Answer none, desk.api.get(request.target));
    return fail(Fault::unavailable, "strange_answer", "The export broke off: try it again.");
  }
  Piece piece;
  for (const auto& [name, value] : response.headers)
    if (lowered(name) == "next-cursor") piece.next = value;
  piece.lines = std::move(response.body);
  return piece;
}

/// Cuts the file into parts that each begin with its preamble.
class Parts {
 public:
  explicit Parts(const std::string& path) : stream_(path, std::ios::binary) {
    while (std::getline(stream_, line_)) {
      if (number_ > 0 && !line_.starts_with("{\"purged\"")) break;
      preamble_ += line_ + '\n';
      ++number_;
      line_.clear();
    }
  }

  bool more() const { return first_ || !line_.empty(); }

  /// The next part, and the number of its first line behind the preamble.
  std::pair<std::string, std::int64_t> next() {
    first_ = false;
    std::string part = preamble_;
    const std::int64_t from = number_ + 1;
    while (!line_.empty() && (part.size() == preamble_.size() || part.size() < kPartBytes)) {
      part += line_ + '\n';
      ++number_;
      line_.clear();
      while (line_.empty() && std::getline(stream_, line_)) number_ += line_.empty() ? 1 : 0;
    }
    return {std::move(part), from};
  }

 private:
  std::ifstream stream_;
  std::string preamble_;
  std::string line_;  ///< read and in no part yet
  std::int64_t number_ = 0;
  bool first_ = true;
};

struct Totals {
  Json data = {{"complete", false},       {"texts_read", 0},  {"events_read", 0},
               {"events_added", 0},       {"models_read", 0}, {"masked", Json::object()},
               {"refused", Json::array()}};

  void add(const Json& part) {
    for (const char* name : {"texts_read", "events_read", "events_added", "models_read"})
      data[name] = number_in(data, name) + number_in(part, name);
    for (const auto& [rule, count] : object_in(part, "masked").items())
      data["masked"][rule] = number_in(data["masked"], rule) + count.get<std::int64_t>();
    for (const Json& one : list_in(part, "refused")) data["refused"].push_back(one);
    data["complete"] = flag_in(part, "complete");
  }
};

void tell(Desk& desk, const Json& data) {
  const std::int64_t added = number_in(data, "events_added");
  desk.out.line("Imported " + counted(added, "event") + "; " +
                counted(number_in(data, "events_read") - added, "event") +
                " of the file were here or were refused.");
  for (const Json& one : list_in(data, "refused"))
    desk.notes.line("baton: line " + std::to_string(number_in(one, "line")) + ": event " +
                    text_in(one, "id") + " was refused: " + text_in(one, "code"));
}

}  // namespace

Result<int> export_history(Desk& desk, const std::string& output) {
  Target target(desk, output);
  std::string cursor;
  do {
    TRY(const Piece piece, piece_at(desk, cursor));
    TRY(const bool written, target.write(piece.lines));
    if (!written) return kDone;
    cursor = piece.next;
  } while (!cursor.empty());
  TRY(const bool kept, target.keep());
  static_cast<void>(kept);
  if (output.empty()) return kDone;
  if (printed_as_json(desk, answer_of({{"file", output}, {"bytes", target.bytes()}}))) return kDone;
  remark(desk, "Wrote " + output + ", " + std::to_string(target.bytes()) + " bytes.");
  return kDone;
}

bool is_history(const std::string& path) {
  std::error_code ignored;
  if (!std::filesystem::is_regular_file(path, ignored)) return false;
  std::ifstream stream(path, std::ios::binary);
  std::string head(kHeadBytes, '\0');
  stream.read(head.data(), static_cast<std::streamsize>(head.size()));
  return history::is_export(head);
}

Result<int> import_history(Desk& desk, const std::string& path) {
  std::error_code ignored;
  Progress progress(desk.notes, desk.options.quiet ? Progress::Shown::no : Progress::Shown::yes,
                    static_cast<std::int64_t>(std::filesystem::file_size(path, ignored)));
  progress.begin_item(path);
  Totals totals;
  for (Parts parts(path); parts.more();) {
    const auto [part, line] = parts.next();
    bool sent = false;
    auto answer = desk.api.upload(target("/api/imports/history", {{"line", std::to_string(line)}}),
                                  [&part, &sent]() -> NextPiece::Reply {
                                    if (std::exchange(sent, true))
                                      return std::optional<std::string>();
                                    return std::optional(part);
                                  });
    if (!answer) return std::unexpected(std::move(answer).error());
    totals.add(answer->data());
    progress.add(static_cast<std::int64_t>(part.size()));
  }
  progress.clear();
  if (!flag_in(totals.data, "complete"))
    return fail(Fault::unprocessable, "incomplete_export",
                path +
                    " breaks off before its end: what it has is stored; import a whole copy of "
                    "it to go on.");
  if (!printed_as_json(desk, baton::cli::answer_of(totals.data))) tell(desk, totals.data);
  return list_in(totals.data, "refused").empty() ? kDone : kBadInput;
}

}  // namespace baton::cli
