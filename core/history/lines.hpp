#pragma once
#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/json.hpp"
#include "core/redact/redact.hpp"
#include "core/sync/receive.hpp"

namespace baton::history {

/// Lines that were read and are not stored yet.
struct Waiting {
  std::vector<StoredText> texts;  ///< a purged or masked one under the hash that it had
  std::vector<sync::ForeignEvent> events;
  std::vector<std::int64_t> event_lines;
  Json ids = Json::array();
  Json models = Json::array();
  std::size_t bytes = 0;  ///< of texts and bodies
};

/// Reads the lines of an export.
class Lines {
 public:
  Lines(std::int64_t first_line, bool whole) : skipped_to_(first_line), whole_(whole) {}

  /// Takes the next line, without its end. An error names the line.
  Result<bool> take(std::string_view line, Waiting& waiting);
  /// Whether the file may end here.
  Result<bool> finish() const;

  Error damaged(std::string_view what) const;
  std::int64_t number() const { return number_; }  ///< of the last line, in the file
  bool complete() const { return ended_; }
  Json report() const;

 private:
  Result<bool> take_header(const Json& line);
  Result<bool> take_text(const Json& line, Waiting& waiting);
  Result<bool> take_event(const Json& line, Waiting& waiting);
  Result<bool> take_id(const Json& line, Waiting& waiting) const;
  Result<bool> take_model(const Json& line, Waiting& waiting);
  bool may_differ(std::string_view name, std::string_view body) const;

  std::int64_t skipped_to_;
  bool whole_;
  bool begun_ = false;
  bool preamble_ = true;
  bool ended_ = false;
  std::int64_t number_ = 0;
  std::int64_t texts_ = 0;
  std::int64_t events_ = 0;
  std::int64_t models_ = 0;
  std::int64_t events_told_ = 0;
  std::set<std::string, std::less<>> purged_;
  MaskCounts masked_;
};

}  // namespace baton::history
