#include "native/cli/purging.hpp"

#include <map>
#include <set>

#include "native/cli/ask.hpp"
#include "native/cli/exit_code.hpp"
#include "native/cli/text_width.hpp"

namespace baton::cli {
namespace {

constexpr std::size_t kMostPlaces = 8;

/// What a scan found, over all of its pages.
struct Found {
  Json list = Json::array();
  std::int64_t texts = 0;
  std::int64_t events = 0;
  bool unfinished = false;
  bool any() const { return !list.empty() || unfinished; }
};

Result<Found> scan(Desk& desk) {
  Found all;
  std::string cursor;
  do {
    TRY(const Answer page, desk.api.get(target("/api/admin/secrets", {{"cursor", cursor}})));
    for (const Json& one : list_in(page.data(), "found")) all.list.push_back(one);
    all.texts += number_in(page.data(), "texts");
    all.events += number_in(page.data(), "events");
    all.unfinished = flag_in(page.data(), "unfinished");
    cursor = text_in(page.whole, "next_cursor");
  } while (!cursor.empty());
  return all;
}

/// `demo#12:758`, `demo#12 (handoff)`, `knowledge …`, `event 12 (project.created)`.
std::string place_of(const Json& found) {
  const std::string& kind = text_in(found, "kind");
  if (kind == "knowledge") return "knowledge " + text_in(found, "knowledge");
  if (kind == "event")
    return "event " + std::to_string(number_in(found, "seq")) + " (" + text_in(found, "type") + ")";
  if (kind != "turn" && kind != "handoff") return "a text that nothing names";
  const std::string session =
      text_in(found, "project") + '#' + std::to_string(number_in(found, "session"));
  return kind == "handoff" ? session + " (handoff)"
                           : session + ':' + std::to_string(number_in(found, "turn"));
}

void print_found(Desk& desk, const Found& found) {
  std::map<std::string, std::int64_t> counts;
  std::map<std::string, std::set<std::string>> places;
  for (const Json& one : found.list) {
    counts[text_in(one, "rule")] += number_in(one, "count");
    places[text_in(one, "rule")].insert(one_line(place_of(one)));
  }
  for (const auto& [rule, count] : counts) {
    std::vector<std::string> some(places[rule].begin(), places[rule].end());
    print_list(desk.out, rule + ": " + std::to_string(count), some, kMostPlaces);
  }
  if (found.unfinished) desk.out.line("A purge was begun and is not finished.");
  if (!found.any())
    desk.out.line("No secret is stored: looked at " + counted(found.texts, "text") + " and " +
                  counted(found.events, "event") + ".");
}

Json json_of_found(const Found& found) {
  return {{"texts", found.texts},
          {"events", found.events},
          {"found", found.list},
          {"unfinished", found.unfinished}};
}

Result<Answer> purge_all(Desk& desk, const Json& job) {
  for (;;) {
    TRY(Answer answer, desk.api.post("/api/admin/purge", job));
    if (flag_in(answer.data(), "done")) return answer;
  }
}

void tell_purged(Desk& desk, const Json& data) {
  desk.out.line("Purged from " + counted(number_in(data, "texts"), "text") + " and " +
                counted(number_in(data, "events"), "event") + ".");
  if (!flag_in(data, "erased"))
    desk.out.line("The store keeps its former states for a time: see docs/purging.md.");
}

}  // namespace

Result<int> purge_after(Desk& desk, const Json& job, const std::string& question, bool yes) {
  if (!yes) {
    const auto agreed = confirm(desk, question);
    if (!agreed) remark(desk, "There is no terminal to ask on: say --yes to purge.");
    if (!agreed || !*agreed) return kCheckSaysNo;
  }
  TRY(const Answer answer, purge_all(desk, job));
  if (!printed_as_json(desk, answer)) tell_purged(desk, answer.data());
  return kDone;
}

Result<int> stored_secrets(Desk& desk, const SecretWords& words) {
  TRY(const Found found, scan(desk));
  const bool goes_on = words.purge && found.any();
  if (!desk.options.json) print_found(desk, found);
  if (!goes_on) {
    printed_as_json(desk, answer_of(json_of_found(found)));
    return found.any() ? kCheckSaysNo : kDone;
  }
  return purge_after(desk, {{"secrets", true}},
                     "Purge them for good? What was purged cannot be had back.", words.yes);
}

}  // namespace baton::cli
