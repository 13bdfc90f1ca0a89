#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

#include "core/base/json_scan.hpp"

namespace baton {

/// Gemini's `tokens`: `input` holds the cached ones; `thoughts` are not in `output`, nor `tool`
/// (what tools' answers took) in `input`.
struct GeminiTokens {
  std::int64_t input = 0, output = 0, cached = 0, thoughts = 0, tool = 0;
};

/// One of a message's `toolCalls`. Raw slices; `args`, `result` and `display` are JSON.
struct GeminiCall {
  std::string_view id, name, status, at, args, result, display;
};

/// The raw slices of a record that an import needs: a message, the metadata of a session, or an
/// operation. Strings are still escaped, what is called JSON is a whole value.
struct GeminiRecord {
  std::string_view id, type, at, model;
  std::string_view content, thoughts;  ///< JSON
  std::vector<GeminiCall> calls;
  bool has_tokens = false;
  GeminiTokens tokens;

  std::string_view session, started_at, summary, directory, kind;
  std::vector<std::string_view> messages;  ///< JSON: those that metadata holds
  std::string_view rewind_to;
  bool rewinds = false;

  void clear();
};

/// Reads the object at the scan's position into `record`, which is cleared first; a `$set` is read
/// as the metadata that it sets. False if it is malformed or no object.
bool read_gemini_record(JsonScan& scan, GeminiRecord& record);

/// A call's result: what its tool answered the model, else what was displayed.
std::string gemini_result(const GeminiCall& call, std::int64_t& replaced);

}  // namespace baton
