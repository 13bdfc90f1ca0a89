#include "core/sync/integrity.hpp"

#include <algorithm>
#include <map>

#include "core/base/json_in.hpp"
#include "core/http/answer.hpp"
#include "core/store/read.hpp"
#include "core/sync/client.hpp"
#include "core/sync/remotes.hpp"
#include "core/sync/standing.hpp"

namespace baton::sync {
namespace {

constexpr int kDigits = 8;

/// The number that the first digits of a hash are; SQLite reads no hexadecimal.
std::string first_bits() {
  std::string value = "0";
  for (int digit = 1; digit <= kDigits; ++digit)
    value = "(" + value + ") * 16 + max(0, instr('0123456789abcdef', substr(body_hash, " +
            std::to_string(digit) + ", 1)) - 1)";
  return value;
}

Statement summary_statement() {
  static const std::string kSql =
      "SELECT json_object('id', device_id, 'events', count(*), 'last', max(device_seq), 'sum', "
      "sum(" +
      first_bits() +
      ")) AS summary FROM events WHERE +workspace = (SELECT workspace FROM clock) GROUP BY "
      "device_id ORDER BY device_id";
  return {kSql, {}};
}

using Summary = std::map<std::string, Json>;

Summary summary_in(const Json& list) {
  Summary devices;
  if (!list.is_array()) return devices;
  for (const Json& device : list)
    devices[text_in(device, "id")] = {{"events", number_in(device, "events")},
                                      {"last", number_in(device, "last")},
                                      {"sum", number_in(device, "sum")}};
  return devices;
}

Json differences(const Summary& here, const Summary& there) {
  Summary all = here;
  all.insert(there.begin(), there.end());
  Json list = Json::array();
  for (const auto& [id, figures] : all) {
    const auto own = here.find(id);
    const auto other = there.find(id);
    const Json ours = own == here.end() ? Json() : own->second;
    const Json theirs = other == there.end() ? Json() : other->second;
    if (ours != theirs) list.push_back({{"id", id}, {"here", ours}, {"there", theirs}});
  }
  return list;
}

/// Of a remote that gets some projects only, what it lacks says nothing.
bool is_lacking(const Json& difference) {
  return number_in(member_in(difference, "here"), "events") <
         number_in(member_in(difference, "there"), "events");
}

}  // namespace

Task<Result<Response>> summary(Context& /*context*/, Request /*request*/) {
  CO_TRY(const Rows rows, read(summary_statement()));
  co_return answer(rows_json(rows));
}

Task<Result<Response>> check_remote(Context& /*context*/, Request request) {
  CO_CHECK(const Json body, body_of(request));
  Decoder decoder(body);
  const bool repair = decoder.boolean_or("repair", false);
  if (decoder.error()) co_return std::unexpected(*decoder.error());
  CO_CHECK(const std::string name, named_remote(request));
  CO_TRY(const Standing standing, standing_with(name));
  const Question question{"/api/sync/summary", ""};
  CO_TRY(const Json theirs, ask_remote(standing.remote, question));
  CO_TRY(const std::vector<Rows> rows,
         read_all(
             {summary_statement(), {"SELECT all_projects FROM remotes WHERE name = ?1", {name}}}));
  const bool all_projects = !rows[1].empty() && integer_at(rows[1][0], 0) != 0;
  Json differing = differences(summary_in(*parse_json(rows_json(rows[0]))), summary_in(theirs));
  if (!all_projects)
    std::erase_if(differing.get_ref<Json::array_t&>(),
                  [](const Json& one) { return !is_lacking(one); });
  const bool equal = differing.empty();
  if (repair && !equal) {
    CO_TRY(const bool begun, begin_again(name));
    static_cast<void>(begun);
  }
  const Json data = {{"equal", equal},
                     {"all_projects", all_projects},
                     {"repaired", repair && !equal},
                     {"devices", std::move(differing)}};
  co_return answer(to_text(data));
}

}  // namespace baton::sync
