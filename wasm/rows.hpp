#pragma once
#include <string_view>
#include <vector>

#include "core/store/batch.hpp"

namespace baton::wasm {

/// The rows of a batch of `statements` statements as a message's body holds them (wasm/abi.hpp). An
/// error says what is wrong with bytes that the host sent.
Result<std::vector<Rows>> read_rows(std::string_view bytes, std::size_t statements);

}  // namespace baton::wasm
