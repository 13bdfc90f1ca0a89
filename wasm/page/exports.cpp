#include "wasm/crossing.hpp"
#include "wasm/page/page.hpp"

/// What page.wasm, a WASI reactor that imports nothing, exports: `page_allocate` gives room for a
/// message (JSON in UTF-8), which the host fills and hands to one of the functions of
/// wasm/page/page.hpp. The answer stays valid until the next call.
#define BATON_PAGE_FUNCTION(name)                                                            \
  const BatonBytes* BATON_EXPORT(page_##name)(std::uint8_t* message, std::uint32_t length) { \
    const baton::wasm::Incoming incoming(message, length);                                   \
    return baton::wasm::outgoing(baton::page::name(incoming.bytes()));                       \
  }

extern "C" {

std::uint8_t* BATON_EXPORT(page_allocate)(std::uint32_t length) {
  return baton::wasm::room_for(length);
}

BATON_PAGE_FUNCTION(growth)
BATON_PAGE_FUNCTION(lint)
BATON_PAGE_FUNCTION(render)
BATON_PAGE_FUNCTION(turns)
BATON_PAGE_FUNCTION(mask)
BATON_PAGE_FUNCTION(handoff)
}
