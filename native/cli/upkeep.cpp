#include "native/cli/upkeep.hpp"

namespace baton::cli {
namespace {

/// The last answer. Each of them is shown to `seen`.
template <class Seen>
Result<Answer> repeat_until_done(Desk& desk, const std::string& path, const Json& body, Seen seen) {
  for (;;) {
    TRY(Answer answer, desk.api.post(path, body));
    seen(answer.data());
    if (flag_in(answer.data(), "done")) return answer;
  }
}

/// Numbers are added up, member by member.
void add_counts(Json& sums, const Json& counts) {
  for (const auto& [name, value] : counts.items()) {
    if (value.is_object())
      add_counts(sums[name], value);
    else if (value.is_number_integer())
      sums[name] = number_in(sums, name) + number_in(counts, name);
  }
}

}  // namespace

Result<int> rebuild_all(Desk& desk) {
  TRY(const Answer answer,
      repeat_until_done(desk, "/api/admin/rebuild", Json::object(), [](const Json& /*state*/) {}));
  if (printed_as_json(desk, answer)) return 0;
  desk.out.line("Folded " + counted(number_in(answer.data(), "events"), "event") +
                " again: everything that is shown follows from the log.");
  return 0;
}

Result<int> do_daily(Desk& desk) {
  Json sums = Json::object();
  TRY(const Answer last,
      repeat_until_done(desk, "/api/admin/daily", Json::object(),
                        [&sums](const Json& counts) { add_counts(sums, counts); }));
  sums["done"] = flag_in(last.data(), "done");
  if (printed_as_json(desk, answer_of(sums))) return 0;
  std::int64_t pruned = 0;
  for (const auto& [what, rows] : object_in(sums, "pruned").items())
    pruned += number_in(object_in(sums, "pruned"), what);
  desk.out.line("Dropped " + counted(number_in(sums, "dropped_tables"), "left-over table") +
                ", pruned " + counted(pruned, "row") + ", indexed " +
                counted(number_in(sums, "indexed_texts"), "text") + ", cached the figures of " +
                counted(number_in(sums, "refreshed_figures"), "project") + ".");
  return 0;
}

Result<int> note_restored(Desk& desk) {
  TRY(const Answer answer, desk.api.post("/api/admin/restored", Json::object()));
  if (!printed_as_json(desk, answer))
    desk.out.line(
        "The log has a new epoch: at its next sync each device offers again what it has.");
  return 0;
}

Result<int> change_index(Desk& desk, const std::string& action) {
  TRY(const Answer answer, repeat_until_done(desk, "/api/admin/search-index", {{"action", action}},
                                             [](const Json& /*state*/) {}));
  if (printed_as_json(desk, answer)) return 0;
  desk.out.line(action == "drop"
                    ? "The search index is dropped; `baton doctor --index rebuild` makes it again."
                    : "The search index holds every text again.");
  return 0;
}

}  // namespace baton::cli
