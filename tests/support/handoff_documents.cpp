#include "tests/support/handoff_documents.hpp"

#include <algorithm>

namespace baton {
namespace {

/// One a line, `~` stands for a word of its own.
constexpr std::string_view kHeadings =
    "Session summary ~|What we accomplished ~|✅ Completed this session|What's in progress|"
    "Partial/Uncommitted Work ~|💻 Current code state|Files created ~|Files modified|"
    "Known issues/bugs ~|🔧 Environment state|Services running|Installed packages ~|"
    "Database state|Migrations|Temporary settings ~|Clean-up due|Last known good state ~|"
    "📊 Roadmap progress|Current phase: ~|Completed stages|Next up ~|🚀 How to resume|"
    "Pre-flight checklist ~|Quick start|Immediate next steps (priority order)|Next steps|"
    "2. Wire the ~|Step 3: ~|Context you need to know|Why we do ~|Design decisions ~|Decisions|"
    "Things to watch out for|🔴 Blockers & issues ~|Active blockers|Future concerns|"
    "What went well ~|Lessons learned|Session goals for next time|Short session (1-2 hours)|"
    "Medium session ~|Long session|Documents to read ~|Must read|💬 Message to future Claude|"
    "Quick reference|Important commands ~|Key people/resources|Prerequisites|Success criteria ~|"
    "Parked|Deferred ~|Failed approaches|What did not work ~|Open questions|TL;DR|Goal ~|Notes|"
    "Architecture of ~|Database schema ~|下一步 ~|Что сделано ~|ðŸš€ Next ~|End of ~|~";

constexpr std::string_view kEntries =
    "~|~ — because of ~|~ – ~|**~**: ~|**~** - ~|`~` - ~|[ ] ~|[x] ~|✅ ~ (port 5432)|❌ ~|"
    "~ (30 min)|~ (60% complete)|**1. ~** (1-2 hours)|Location: ~|**Location:** `~`|File: ~|"
    "What's done: ~|Remaining:|Test: ~|Status: 60% complete|Status: ~, 20%|`make ~` — shows ~|None|"
    "~:|src/~.cpp|`src/~.cpp`|see [~](https://example.org/~)|\\# ~|<!-- ~ -->|~ because ~|12:~";

constexpr std::string_view kParagraphs =
    "~|~:|**~**|**Key ~**: ~|> ~|Next steps:|Blockers ~:|---|* * *|~ â€” ~|{\"text\":\"~\"}|"
    "<!-- baton:section -->|<!-- baton:text ~ -->|## |##~|\t~|   ~|+ ~|•~|Status: 50% complete|"
    "**Date:** ~|~ (12:758)|~ (suggested)|- ~\\|=====|None";

constexpr std::string_view kCommands =
    "make ~|# ~|# 2. ~|curl ~  # ~|# Expected: ~|cd ~ \\|  --~|echo \" # ~\"|~==1.0|## Goal ~|"
    "- ~|~~~|``|";

constexpr std::string_view kFences = "```|```bash|```text ~|````md|~~~|```python";

}  // namespace

std::string_view HandoffDocuments::one_of(std::string_view list) {
  auto left = below(static_cast<int>(std::count(list.begin(), list.end(), '|')) + 1);
  for (; left > 0; --left) list.remove_prefix(list.find('|') + 1);
  return list.substr(0, list.find('|'));
}

std::string HandoffDocuments::words() {
  return "w" + std::to_string(++number_) + (below(3) ? "x" : "x of it");
}

void HandoffDocuments::line(std::string_view text) {
  const bool fence = text == "~~~";
  for (const char c : text) out_ += c == '~' && !fence ? words() : std::string(1, c);
  out_ += end_;
}

void HandoffDocuments::heading() {
  const std::string title(one_of(kHeadings));
  const int kind = below(12);
  if (below(3)) line("");
  if (kind < 8)
    line(std::string(static_cast<std::size_t>(1 + below(4)), '#') + ' ' + title);
  else if (kind < 10)
    line("**" + title + (below(2) ? "**" : ":**"));
  else if (kind < 11)
    line(title + ':');
  else
    line(title + std::string(end_) + "=====");
  if (below(2)) line("");
}

void HandoffDocuments::entry(int indent) {
  constexpr std::string_view kMarks = "- |* |+ |1. |2) |• ";
  line(std::string(static_cast<std::size_t>(indent), ' ') + std::string(one_of(kMarks)) +
       std::string(one_of(kEntries)));
}

void HandoffDocuments::list() {
  int indent = 0;
  for (int left = 1 + below(6); left > 0; --left) {
    entry(indent);
    if (!below(6)) line(std::string(static_cast<std::size_t>(indent) + 2, ' ') + "~");
    if (!below(8)) line("");
    indent = std::max(0, indent + 2 * (below(3) - 1));
  }
}

void HandoffDocuments::table() {
  line("| ~ | ~ |");
  if (below(4)) line("|---|:-:|");
  for (int left = below(4); left > 0; --left) line(below(3) ? "| ~ | ~ |" : "| ~ |");
}

void HandoffDocuments::fence() {
  const std::string mark(one_of(kFences));
  const std::string pad(below(3) ? 0 : 2, ' ');
  line(pad + mark);
  for (int left = below(6); left > 0; --left) line(pad + std::string(one_of(kCommands)));
  if (below(6)) line(pad + (mark == "~~~" ? "~~~" : mark.substr(0, mark.rfind('`') + 1)));
}

void HandoffDocuments::block() {
  switch (below(8)) {
    case 0:
    case 1:
      return heading();
    case 2:
    case 3:
    case 4:
      return list();
    case 5:
      return table();
    case 6:
      return fence();
    default:
      return line(one_of(kParagraphs));
  }
}

std::string HandoffDocuments::next() {
  out_ = below(8) ? "" : "\xEF\xBB\xBF";
  end_ = below(4) ? "\n" : "\r\n";
  if (below(2)) line("# Handoff of ~");
  for (int left = 1 + below(25); left > 0; --left) {
    block();
    if (below(2)) line("");
  }
  return std::move(out_);
}

}  // namespace baton
