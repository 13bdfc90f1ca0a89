#include "native/cli/closing.hpp"

#include "core/base/text.hpp"
#include "core/growth/first_edit.hpp"
#include "native/cli/hook/take_in.hpp"
#include "native/cli/measured.hpp"
#include "native/cli/model_progress.hpp"
#include "native/machine/work_folder.hpp"

namespace baton::cli {
namespace {

constexpr std::size_t kMostItems = 10;

/// What would be lost or forgotten if the person walked away now.
std::vector<std::string> dangers_of(const Closed& closed) {
  std::vector<std::string> dangers;
  if (!closed.repository) return dangers;
  const auto uncommitted = static_cast<std::int64_t>(closed.repository->uncommitted.size());
  const int unpushed = closed.repository->unpushed;
  if (uncommitted) dangers.push_back(counted(uncommitted, "file") + " not committed");
  if (unpushed) dangers.push_back(counted(unpushed, "commit") + " not pushed");
  return dangers;
}

void print_safety(Desk& desk, const Closed& closed) {
  const auto dangers = dangers_of(closed);
  desk.out.line();
  if (dangers.empty()) {
    const bool alone = closed.repository && !closed.repository->has_remote;
    desk.out.line(alone ? desk.out.styled(Style::warning,
                                          "Safe to stop on this machine; nothing is pushed "
                                          "anywhere: the repository has no remote.")
                        : desk.out.styled(Style::good, "Safe to stop."));
    return;
  }
  std::string text = "Not safe to stop: " + dangers.front();
  for (std::size_t i = 1; i < dangers.size(); ++i) text += ", " + dangers[i];
  desk.out.line(desk.out.styled(Style::warning, text + '.'));
}

void print_repository(Desk& desk, const Closed& closed) {
  if (!closed.repository) return;
  print_list(desk.out, "Uncommitted", closed.repository->uncommitted, kMostItems);
  if (closed.repository->unpushed) {
    print_list(
        desk.out, "Unpushed",
        {counted(closed.repository->unpushed, "commit") + " on " +
         (closed.repository->branch.empty() ? "a detached head" : closed.repository->branch)},
        1);
  }
}

/// How fast the session got to work; a good handoff makes that short.
void print_first_edit(Desk& desk, const Json& receipt) {
  if (!receipt.is_object() || !receipt.contains("first_edit_seconds")) return;
  const std::int64_t seconds = number_in(receipt, "first_edit_seconds");
  desk.out.line();
  desk.out.line("The first edit came " + duration(seconds) + " after the start (the goal is " +
                duration(growth::kFirstEditGoal) + ").");
}

/// What a model did, if one was asked.
void print_model(Desk& desk, const Json& data) {
  const Json& model = object_in(data, "model");
  if (model.is_object() && text_in(data, "handoff_type") != "extracted")
    desk.out.line("Helped by " + text_in(model, "model") + ": " +
                  counted(number_in(model, "added"), "statement") + " added, " +
                  std::to_string(number_in(model, "reworded")) + " worded better.");
  if (const std::string& notice = text_in(data, "notice"); !notice.empty()) remark(desk, notice);
}

}  // namespace

std::optional<machine::RepositoryState> repository_here(Desk& desk, const Project& project,
                                                        std::chrono::milliseconds patience) {
  if (!works_here(desk, project)) return std::nullopt;
  return machine::repository_state(desk.environment.directory, patience);
}

Json closing_body(const Desk& desk, const ClosingWords& words,
                  const std::optional<machine::RepositoryState>& repository) {
  Json body = Json::object();
  if (!words.accomplished.empty()) body["accomplishments"] = words.accomplished;
  if (!words.blockers.empty()) body["blockers"] = words.blockers;
  if (!words.next.empty()) body["next"] = words.next;
  if (!words.drop.empty()) body["drop"] = words.drop;
  if (words.away_days) body["away_days"] = words.away_days;
  if (words.credits) body["credits_used"] = *words.credits;
  if (!words.model.empty()) body["model"] = words.model;
  if (!repository) return body;
  body["cwd"] = desk.environment.directory;
  body["folder"] = machine::work_folder(desk.environment.directory);
  body["repository"] = {{"branch", repository->branch},
                        {"commit", repository->commit},
                        {"uncommitted", repository->uncommitted},
                        {"unpushed", repository->unpushed}};
  return body;
}

Result<Closed> close_session(Desk& desk, const Project& project, const SessionRow& session,
                             const ClosingWords& words) {
  Closed closed;
  if (session.imported()) {
    TRY(const bool whole, take_in_rest(desk, std::string(lines_of(session.source).back())));
    static_cast<void>(whole);
  } else {
    TRY(closed.captured, capture(desk, project, session));
  }
  closed.repository = repository_here(desk, project);
  TRY(closed.answer, post_with_progress(desk, "/api/sessions/" + session.uid + "/complete",
                                        closing_body(desk, words, closed.repository)));
  return closed;
}

void print_receipt(Desk& desk, const Closed& closed) {
  const Json& receipt = object_in(closed.answer.data(), "receipt");
  const auto print = [&](std::string_view heading, std::string_view member) {
    print_list(desk.out, heading, texts_of(list_in(receipt, member)), kMostItems);
  };
  print("Done", "done");
  print("Partial", "partial");
  print("Next", "next");
  print("Blocked", "blockers");
  const std::string measured = measured_line(object_in(closed.answer.data(), "measured"));
  if (!measured.empty()) desk.out.line("Handoff: " + measured);
  print_model(desk, closed.answer.data());
  print_repository(desk, closed);
  print_first_edit(desk, receipt);
  print_safety(desk, closed);
}

}  // namespace baton::cli
