#pragma once
#include <cstdint>
#include <vector>

#include "core/base/task.hpp"
#include "core/store/batch.hpp"

namespace baton {

/// Texts wait for the search index until so many do, or until somebody searches: FTS5 writes a
/// segment for every statement that inserts, and later merges them, so that few large ones cost a
/// third of many small ones.
inline constexpr std::int64_t kTextsToIndex = 1000;

/// The statements that put waiting texts into the search index if at least `least` wait.
std::vector<Statement> text_index_statements(std::int64_t least);

/// How many texts wait, at most; a statement of one row.
Statement texts_waiting();

}  // namespace baton
