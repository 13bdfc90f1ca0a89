#include <array>
#include <cstdio>

#include "core/growth/first_edit.hpp"
#include "native/cli/commands/commands.hpp"
#include "native/cli/commands/stats_cost.hpp"
#include "native/cli/projects.hpp"
#include "native/cli/table.hpp"

namespace baton::cli {
namespace {

struct StatsWords {
  CostWords cost;
  bool wants_cost = false;
  bool wants_prices = false;
  bool growth = false;
  std::int64_t sessions = 0;
  std::int64_t credits = 0;
};

std::string decimal(double value, int digits) {
  std::array<char, 64> text{};
  const int length = std::snprintf(text.data(), text.size(), "%.*f", digits, value);
  return {text.data(), static_cast<std::size_t>(std::max(length, 0))};
}

std::string percent(double share) { return decimal(share * 100, 1) + " %"; }

bool has(const Json& object, const char* name) {
  return object.is_object() && object.contains(name) && !object.find(name)->is_null();
}

/// A row of bars, the least value at the bottom.
std::string bars_of(const Json& curve, const char* member) {
  constexpr std::array<const char*, 8> kBars{"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
  double least = 0;
  double most = 0;
  for (const Json& point : curve) {
    const double value = real_in(point, member);
    least = &point == &curve.front() ? value : std::min(least, value);
    most = std::max(most, value);
  }
  constexpr std::size_t kColumns = 50;
  std::string text;
  const std::size_t step = curve.size() / kColumns + 1;
  for (std::size_t i = 0; i < curve.size(); i += step) {
    const double share = most > least ? (real_in(curve.at(i), member) - least) / (most - least) : 0;
    text += kBars[std::min<std::size_t>(static_cast<std::size_t>(share * 8), 7)];
  }
  return text;
}

Result<int> growth(Desk& desk, const StatsWords& words) {
  const auto argument = [](std::int64_t value) { return value ? std::to_string(value) : ""; };
  TRY(const Answer answer,
      desk.api.get(target("/api/growth", {{"sessions", argument(words.sessions)},
                                          {"credits", argument(words.credits)}})));
  if (printed_as_json(desk, answer)) return 0;
  const Json& data = answer.data();
  const Json& measured = object_in(data, "measured");
  const Json& curve = list_in(data, "curve");
  desk.out.line(desk.out.styled(Style::bold, "Predicted") + " by the growth formulas, at session " +
                std::to_string(number_in(data, "sessions")) + " with " +
                std::to_string(number_in(data, "credits")) + " credits");
  desk.out.line("  efficiency        " + percent(real_in(data, "efficiency")) + "   " +
                bars_of(curve, "efficiency"));
  desk.out.line("  knowledge         " + decimal(real_in(data, "knowledge"), 2) + "     " +
                bars_of(curve, "knowledge"));
  desk.out.line("  effective output  " + decimal(real_in(data, "effective_output"), 1));
  desk.out.line("  sessions to 90 %  " + std::to_string(number_in(data, "sessions_to_90")));
  desk.out.line();
  desk.out.line(desk.out.styled(Style::bold, "Measured") + " over all projects");
  desk.out.line("  sessions          " + std::to_string(number_in(measured, "sessions")));
  desk.out.line("  credits used      " + decimal(real_in(measured, "credits_used"), 2));
  if (real_in(measured, "context_preservation_rate") > 0) {
    desk.out.line("  preservation      " + percent(real_in(measured, "context_preservation_rate")));
  }
  return 0;
}

void print_project(Desk& desk, const Project& project, const Json& data) {
  desk.out.line();
  desk.out.line(desk.out.styled(Style::bold, project.name));
  const auto line = [&](const char* name, const char* member, int digits) {
    if (has(data, member))
      desk.out.line(std::string("  ") + name + decimal(real_in(data, member), digits));
  };
  line("sessions completed    ", "sessions", 0);
  line("sessions open         ", "open_sessions", 0);
  line("turns                 ", "turns", 0);
  line("handoffs              ", "handoffs", 0);
  line("files touched         ", "files", 0);
  line("minutes a session     ", "minutes_per_session", 1);
  line("credits used          ", "credits_used", 2);
  line("credits a session     ", "credits_per_session", 2);
  if (has(data, "first_edit_seconds")) {
    desk.out.line("  first edit after      " + duration(number_in(data, "first_edit_seconds")) +
                  " (median; " + std::to_string(number_in(data, "first_edit_in_time")) + " of " +
                  counted(number_in(data, "first_edit_sessions"), "session") + " within " +
                  duration(growth::kFirstEditGoal) + ")");
  }
  const auto measured = [&](const char* name, const char* member) {
    if (has(data, member)) desk.out.line(std::string("  ") + name + percent(real_in(data, member)));
  };
  measured("facts preserved       ", "measured_preservation");
  measured("claims grounded       ", "measured_groundedness");
  measured("handoff / session     ", "measured_compression");
  desk.out.line("  efficiency predicted  " + percent(real_in(data, "predicted_efficiency")));
}

Result<int> totals(Desk& desk) {
  const auto project = current_project(desk);
  if (!project && project.error().code != "no_project") return std::unexpected(project.error());
  if (project) {
    TRY(const Answer own, desk.api.get("/api/projects/" + project->uid + "/stats"));
    TRY(const Answer all, desk.api.get("/api/stats"));
    if (printed_as_json(desk, answer_of({{"totals", all.data()}, {"project", own.data()}})))
      return 0;
    desk.out.line(counted(number_in(all.data(), "projects"), "active project") + ", " +
                  counted(number_in(all.data(), "sessions"), "completed session") +
                  ", predicted growth " + std::to_string(number_in(all.data(), "growth")) + " %");
    print_project(desk, *project, own.data());
    return 0;
  }
  TRY(const Answer all, desk.api.get("/api/stats"));
  if (printed_as_json(desk, all)) return 0;
  desk.out.line(counted(number_in(all.data(), "projects"), "active project") + ", " +
                counted(number_in(all.data(), "sessions"), "completed session") +
                ", predicted growth " + std::to_string(number_in(all.data(), "growth")) + " %");
  return 0;
}

}  // namespace

void add_stats(CommandLine& line) {
  Command& command =
      line.add("stats", "Reading",
               "figures; --cost: tokens and what they would cost; --growth: predicted "
               "and measured",
               {"baton stats", "baton stats --cost --by day --since 2026-11-01",
                "baton stats --prices --price my-model=1.5/6",
                "baton stats --growth --sessions 50 --credits 100"});
  const auto words = std::make_shared<StatsWords>();
  CLI::App& app = *command.app;
  app.add_flag("--growth", words->growth,
               "what the growth formulas predict beside what was measured");
  app.add_option("--sessions", words->sessions, "predict for this session")
      ->type_name("N")
      ->check(CommandLine::quiet(CLI::Range(1, 100'000)));
  app.add_option("--credits", words->credits, "credits a session may use")
      ->type_name("N")
      ->check(CommandLine::quiet(CLI::Range(1, 1'000'000'000)));
  app.add_flag("--cost", words->wants_cost,
               "tokens that the models took, and their cost at list prices");
  app.add_option("--by", words->cost.by, "group the tokens by model, project, session or day")
      ->type_name("WORD")
      ->check(CommandLine::quiet(CLI::IsMember({"model", "project", "session", "day"})));
  app.add_flag("--all", words->cost.all, "of all projects, not only of the current one");
  app.add_option("--since", words->cost.since, "from this day or time on")->type_name("TIME");
  app.add_option("--until", words->cost.until, "before this day or time")->type_name("TIME");
  app.add_flag("--prices", words->wants_prices, "the prices that costs are made of");
  app.add_option("--price", words->cost.prices,
                 "set a price of your own, in US dollars per million tokens: "
                 "MODEL=INPUT/OUTPUT[/CACHE WRITE/CACHE READ]")
      ->type_name("PRICE")
      ->allow_extra_args(false);
  app.add_option("--drop-price", words->cost.dropped, "take back a price of your own")
      ->type_name("MODEL")
      ->allow_extra_args(false);
  command.action = [words](Desk& desk) {
    if (words->wants_prices || !words->cost.prices.empty() || !words->cost.dropped.empty())
      return stats_prices(desk, words->cost);
    if (words->wants_cost) return stats_cost(desk, words->cost);
    const bool wants_growth = words->growth || words->sessions || words->credits;
    return wants_growth ? growth(desk, *words) : totals(desk);
  };
}

}  // namespace baton::cli
