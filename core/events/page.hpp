#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/http/message.hpp"
#include "core/store/batch.hpp"

namespace baton::events {

/// An answer of GET /api/events has at most this many bytes of events, or one event.
inline constexpr std::int64_t kPageBytes = 1'000'000;

/// The page after `since`: rows of an event as JSON and its seq. Then the log's end, one number.
Batch page_batch(std::int64_t since, std::int64_t limit);

/// The answer that the page's rows make.
Response answer_events(const std::vector<Rows>& page, std::int64_t since);

/// Where the followers of the log connect by WebSocket.
inline constexpr std::string_view kFollowPath = "/api/events/ws";

/// What a host asks the application for on behalf of a follower: the first page, by the target that
/// the follower named, and each page after that.
std::string first_page_target(std::string_view follow_target);
std::string page_target(std::int64_t since);

/// What a host needs of a page to send it on.
struct Followed {
  std::string message;      ///< the page's data, as it stands
  std::int64_t cursor = 0;  ///< where the next page begins
  bool more = false;        ///< there is a next page already
  bool empty = false;       ///< no events
};

/// Reads what `answer_events` wrote; nullopt for any other response.
std::optional<Followed> followed(const Response& response);

}  // namespace baton::events
