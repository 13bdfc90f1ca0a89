#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "core/store/batch.hpp"
#include "core/sync/wire.hpp"

namespace baton::sync {

/// A part of this log as another store takes it in.
struct Offer {
  Load load;
  std::int64_t cursor =
      0;              ///< the seq up to which everything for that store is in it or was before
  bool more = false;  ///< there may be a next page already
  Json numbers = Json::object();  ///< to tell a device that pulls (numbers.hpp)
};

/// The page of events after `since`, for a device that pulls. One statement that only reads.
Statement page_for_device(std::int64_t since, std::int64_t limit);

/// The page of events for a remote after `since` and what it was offered before: those of chosen
/// projects that did not come from there.
Statement page_for_remote(std::string remote, std::int64_t since, std::int64_t limit);

/// What was merged goes wherever one of both was chosen to go, and what is new there of either is
/// offered from the beginning. Before what is pushed; it may be repeated.
Statement share_choice();

/// How many events wait for the remote of row `o` of `remotes`: an expression.
std::string waiting_expression();

/// What the rows of a page hold; `end` is the log's end at that moment.
Offer offer_of(const Rows& rows, std::int64_t since, std::int64_t limit, std::int64_t end);

}  // namespace baton::sync
