#include <optional>
#include <utility>

#include "core/base/text.hpp"
#include "core/transcript/conversation.hpp"
#include "core/transcript/line_feed.hpp"
#include "core/transcript/speaker.hpp"
#include "core/transcript/text_turns.hpp"

namespace baton {
namespace {

class ConversationMarkdown final : public Importer {
 public:
  ConversationMarkdown() { facts_.format = "conversation_markdown"; }

  void feed(std::string_view piece, std::vector<Turn>& turns) override {
    lines_.feed(piece, [&](std::string_view line, int number) { read_line(line, number, turns); });
  }

  void finish(std::vector<Turn>& turns) override {
    lines_.finish([&](std::string_view line, int number) { read_line(line, number, turns); });
    close(turns);
    facts_.damaged += lines_.too_long() + (overflowed_ ? 1 : 0);
  }

  const TranscriptFacts& facts() const override { return facts_; }

 private:
  void read_line(std::string_view line, int number, std::vector<Turn>& turns) {
    const bool fenced = fences_.covers(line);
    const auto speaker = fenced ? std::nullopt : speaker_of(line);
    if (speaker && (!way_ || speaker->same_way(*way_))) {
      close(turns);
      if (!way_) way_ = SpeakerLine{speaker->role, speaker->style, speaker->level, {}};
      role_ = speaker->role;
      line_ = number;
      return keep(speaker->words);
    }
    if (!way_ && facts_.title.empty() && !fenced && line.starts_with("# ")) {
      facts_.title = turns_.clean_prose(trimmed(line.substr(2)));
      return;
    }
    keep(line);
  }

  void keep(std::string_view line) {
    if (text_.size() + line.size() > LineFeed::kLongest) {
      overflowed_ = true;
      return;
    }
    text_ += line;
    text_ += '\n';
  }

  void close(std::vector<Turn>& turns) {
    Turn turn;
    turn.role = way_ ? role_ : Role::system;
    turn.line = way_ ? line_ : 1;
    turn.text = turns_.clean_prose(without_rules(text_));
    text_.clear();
    turns_.say(std::move(turn), turns);
  }

  LineFeed lines_;
  TranscriptFacts facts_;
  TextTurns turns_{facts_};
  Fences fences_;
  std::optional<SpeakerLine> way_;  ///< how speakers are written here
  Role role_ = Role::user;
  int line_ = 0;
  std::string text_;
  bool overflowed_ = false;
};

class HandoffDocument final : public Importer {
 public:
  HandoffDocument() { facts_.format = "handoff"; }

  void feed(std::string_view piece, std::vector<Turn>&) override {
    const std::size_t room = LineFeed::kLongest - text_.size();
    overflowed_ = overflowed_ || piece.size() > room;
    text_ += piece.substr(0, room);
  }

  void finish(std::vector<Turn>& turns) override {
    std::string_view text = text_;
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    Turn turn;
    turn.role = Role::assistant;
    turn.line = 1;
    turn.text = turns_.clean_prose(text);
    facts_.title = title_of(turn.text);
    facts_.damaged += overflowed_ ? 1 : 0;
    turns_.say(std::move(turn), turns);
  }

  const TranscriptFacts& facts() const override { return facts_; }

 private:
  static std::string title_of(std::string_view text) {
    Fences fences;
    for (std::string_view line : lines_of(text))
      if (!fences.covers(line) && line.starts_with("# "))
        return std::string(trimmed(line.substr(2)));
    return {};
  }

  TranscriptFacts facts_;
  TextTurns turns_{facts_};
  std::string text_;
  bool overflowed_ = false;
};

}  // namespace

std::unique_ptr<Importer> make_conversation_markdown_importer() {
  return std::make_unique<ConversationMarkdown>();
}

std::unique_ptr<Importer> make_handoff_importer() { return std::make_unique<HandoffDocument>(); }

}  // namespace baton
