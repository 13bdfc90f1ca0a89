#pragma once
#include <functional>
#include <string_view>

#include "core/app.hpp"
#include "native/database.hpp"

namespace baton::native {

/// Performs an effect but NextPiece and FetchPiece. Nobody follows the log here, so Publish does
/// nothing, and nothing is limited: whoever limits performs that itself.
EffectReply perform(Database& database, const Effect& effect);

/// Answers a request, performing its effects. `next_piece` gives a streamed body; without it the
/// request's own body is the only piece. `send_piece` takes what is sent before the response.
Response call(Database& database, Context& context, Request request,
              std::function<NextPiece::Reply()> next_piece = {},
              const std::function<void(std::string_view)>& send_piece = {});

}  // namespace baton::native
