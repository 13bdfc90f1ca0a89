#include "core/handoff/project_status.hpp"

#include <algorithm>

#include "core/base/text.hpp"
#include "core/base/time.hpp"
#include "core/handoff/one_line.hpp"

namespace baton {
namespace {

constexpr std::string_view kOpening = "<!-- baton:status -->";
constexpr std::string_view kClosing = "<!-- /baton:status -->";
constexpr std::string_view kHandoffMark = "<!-- baton:handoff";
constexpr std::size_t kMostLines = 20;
constexpr std::size_t kLongestLine = 300;

/// One line in which nothing begins a comment.
std::string safe_line(std::string_view text) {
  std::string line = one_line(text, kLongestLine);
  for (std::size_t at = line.find("<!--"); at != std::string::npos; at = line.find("<!--", at))
    line.replace(at, 1, "&lt;");
  return line;
}

void add_status_field(std::string& out, std::string_view name, std::string_view value) {
  if (!value.empty()) out += "**" + std::string(name) + ":** " + safe_line(value) + "  \n";
}

void add_status_list(std::string& out, std::string_view heading,
                     const std::vector<HandoffItem>& items, bool numbered_list) {
  out += "\n### " + std::string(heading) + "\n\n";
  if (items.empty()) out += "None.\n";
  const std::size_t shown = std::min(items.size(), kMostLines);
  for (std::size_t i = 0; i < shown; ++i)
    out += (numbered_list ? std::to_string(i + 1) + ". " : "- ") + safe_line(items[i].text) + '\n';
  if (items.size() > shown)
    out += "\nAnd " + std::to_string(items.size() - shown) + " more in the handoff.\n";
}

std::string last_handoff(const Handoff& handoff) {
  return "session " + std::to_string(handoff.session_number) + ", " + handoff.date.substr(0, 10);
}

}  // namespace

std::string render_status_block(const ProjectStatus& status) {
  const Handoff& handoff = status.handoff;
  std::string out =
      std::string(kOpening) + "\n## Project status: " + safe_line(status.name) + "\n\n";
  add_status_field(out, "Status", status.status);
  add_status_field(out, "Sessions completed", std::to_string(status.sessions));
  if (handoff.session_number > 0) add_status_field(out, "Last handoff", last_handoff(handoff));
  add_status_field(out, "Branch", handoff.branch);
  add_status_field(out, "Commit", handoff.commit);
  out += "\n### Goal\n\n" + (handoff.goal.text.empty() ? "None." : safe_line(handoff.goal.text));
  if (!handoff.goal.detail.empty()) out += " (" + safe_line(handoff.goal.detail) + ")";
  out += '\n';
  add_status_list(out, "Next steps", handoff.next.empty() ? handoff.in_progress : handoff.next,
                  true);
  add_status_list(out, "Blockers", handoff.blockers, false);
  return out + std::string(kClosing) + '\n';
}

std::optional<std::string> with_status_block(std::string_view document, std::string_view block) {
  const std::size_t start = document.find(kOpening);
  const std::size_t close = document.find(kClosing);
  if (start == std::string_view::npos || close == std::string_view::npos || close < start)
    return std::nullopt;
  if (document.rfind(kOpening) != start || document.rfind(kClosing) != close) return std::nullopt;
  std::size_t end = close + kClosing.size();
  if (document.substr(end).starts_with('\n')) ++end;
  return std::string(document.substr(0, start)) + std::string(block) +
         std::string(document.substr(end));
}

bool is_own_handoff(std::string_view document) { return document.starts_with(kHandoffMark); }

std::string archive_name(const Handoff& handoff) {
  if (handoff.session_number <= 0 || !from_iso8601(handoff.date)) return "";
  return handoff.date.substr(0, 10) + "-session-" + std::to_string(handoff.session_number) + ".md";
}

}  // namespace baton
