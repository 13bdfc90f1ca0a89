#pragma once
#include <random>
#include <string>
#include <string_view>

namespace baton {

/// Handoff documents as people and assistants write them, the same for the same seed: headings in
/// many words with and without emoji, bold lines and bare labels, nested and numbered lists, check
/// boxes, tables, fences within fences, block quotes, CRLF, mis-decoded characters. Each line holds
/// a word that no other line has (`w17x`), so that a lost line shows.
class HandoffDocuments {
 public:
  explicit HandoffDocuments(unsigned seed) : engine_(seed) {}

  std::string next();

 private:
  int below(int n) { return static_cast<int>(engine_() % static_cast<unsigned>(n)); }
  std::string_view one_of(std::string_view list);
  std::string words();
  void line(std::string_view text);
  void heading();
  void block();
  void list();
  void entry(int indent);
  void table();
  void fence();

  std::mt19937 engine_;
  std::string out_;
  std::string_view end_;
  int number_ = 0;
};

}  // namespace baton
