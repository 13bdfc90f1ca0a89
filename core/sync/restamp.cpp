#include "core/sync/restamp.hpp"

#include <algorithm>
#include <charconv>

#include "core/base/hash.hpp"
#include "core/events/rebuild.hpp"
#include "core/http/answer.hpp"
#include "core/store/read.hpp"

namespace baton::sync {
namespace {

constexpr const char* kRename =
    R"(UPDATE events SET device_id = ?1, device_seq = device_seq - ?2 + 1
WHERE device_id = (SELECT device_id FROM clock) AND device_seq >= ?2)";

constexpr const char* kRenameClock = R"(UPDATE clock SET device_id = ?1,
  device_seq = max(0, device_seq - ?2 + 1))";

/// A counter has 16 bits.
constexpr const char* kSetBack = R"(UPDATE events SET
  hlc = printf('%012x%04x', ?1 + (device_seq - ?2) / 65536, (device_seq - ?2) % 65536),
  at = strftime('%Y-%m-%dT%H:%M:%fZ', (?1 + (device_seq - ?2) / 65536) / 1000.0, 'unixepoch')
WHERE device_id = (SELECT device_id FROM clock) AND device_seq >= ?2)";

constexpr const char* kSetClockBack = R"(UPDATE clock SET
  milliseconds = ?1 + (device_seq - ?2) / 65536, counter = (device_seq - ?2) % 65536)";

Task<Result<bool>> fold_again() {
  for (;;) {
    CO_TRY(const RebuildState state, rebuild({}));
    if (state.done) co_return true;
  }
}

std::int64_t milliseconds_of(const std::string& hlc) {
  std::int64_t number = 0;
  std::from_chars(hlc.data(), hlc.data() + std::min<std::size_t>(hlc.size(), 12), number, 16);
  return number;
}

}  // namespace

Task<Result<std::string>> take_new_device_id(std::int64_t first) {
  const std::string entropy = co_await perform(Entropy{.bytes = 16});
  const std::string id = hex(entropy);
  CO_TRY(const std::vector<Rows> none,
         read_all({{kRename, {id, first}}, {kRenameClock, {id, first}}}));
  static_cast<void>(none);
  CO_TRY(const bool folded, fold_again());
  static_cast<void>(folded);
  co_return id;
}

Task<Result<bool>> set_back_to(std::int64_t now, std::int64_t first) {
  CO_TRY(const Rows rows, read({"SELECT coalesce(max(hlc), '') FROM events WHERE device_id <> "
                                "(SELECT device_id FROM clock)",
                                {}}));
  // One later than the last that was received: it has a counter.
  const std::int64_t time = std::max(now, milliseconds_of(text_at(rows[0], 0)) + 1);
  CO_TRY(const std::vector<Rows> none,
         read_all({{kSetBack, {time, first}}, {kSetClockBack, {time, first}}}));
  static_cast<void>(none);
  co_return co_await fold_again();
}

}  // namespace baton::sync
