#include "core/models/lenient_json.hpp"

#include <ranges>

#include "core/base/text.hpp"

namespace baton::models {
namespace {

constexpr std::string_view kThoughtsEnd = "</think>";
constexpr int kMostStarts = 8;

/// Walks a text from its first brace, mending on the way what models often get wrong.
class Mender {
 public:
  explicit Mender(std::string_view text) {
    for (const char c : text) {
      if (in_string_)
        inside(c);
      else
        outside(c);
      if (done_) break;
    }
  }

  /// What is whole of it, closed.
  std::optional<Json> object() const {
    if (auto json = parsed(done_ ? mended_ : closed(mended_, stack_, in_string_))) return json;
    return parsed(closed(mended_.substr(0, safe_), safe_stack_, false));
  }

 private:
  void inside(char c) {
    if (static_cast<unsigned char>(c) < 0x20) {
      mended_ += c == '\n' ? "\\n" : " ";
      return;
    }
    mended_ += c;
    if (escaped_)
      escaped_ = false;
    else if (c == '\\')
      escaped_ = true;
    else if (c == '"')
      in_string_ = false;
  }

  void outside(char c) {
    if (c == '}' || c == ']') return close(c);
    if (c == ',') remember();
    mended_ += c;
    if (c == '"') in_string_ = true;
    if (c == '{') stack_ += '}';
    if (c == '[') stack_ += ']';
  }

  void close(char c) {
    drop_comma();
    if (!stack_.empty()) stack_.pop_back();
    mended_ += c;
    remember();
    done_ = stack_.empty();
  }

  void drop_comma() {
    const std::size_t last = mended_.find_last_not_of(" \t\r\n");
    if (last != std::string::npos && mended_[last] == ',') mended_.resize(last);
  }

  void remember() {
    safe_ = mended_.size();
    safe_stack_ = stack_;
  }

  static std::string closed(std::string text, const std::string& stack, bool in_string) {
    if (in_string) text += '"';
    return text.append(stack.rbegin(), stack.rend());
  }

  static std::optional<Json> parsed(const std::string& text) {
    auto json = parse_json(text);
    if (!json || !json->is_object()) return std::nullopt;
    return *std::move(json);
  }

  std::string mended_;
  std::string stack_;  ///< the brackets that are to be closed
  std::size_t safe_ = 0;
  std::string safe_stack_;
  bool in_string_ = false;
  bool escaped_ = false;
  bool done_ = false;
};

}  // namespace

std::optional<Json> object_in(std::string_view text) {
  if (const std::size_t end = text.rfind(kThoughtsEnd); end != std::string_view::npos)
    text.remove_prefix(end + kThoughtsEnd.size());
  for (int i = 0; i < kMostStarts; ++i) {
    const std::size_t brace = text.find('{');
    if (brace == std::string_view::npos) return std::nullopt;
    text.remove_prefix(brace);
    if (auto object = Mender(text).object(); object && !object->empty()) return object;
    text.remove_prefix(1);
  }
  return std::nullopt;
}

}  // namespace baton::models
