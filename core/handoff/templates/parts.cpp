#include "core/handoff/templates/parts.hpp"

#include <algorithm>

#include "core/base/text.hpp"
#include "core/handoff/one_line.hpp"

namespace baton::templates {
namespace {

constexpr std::size_t kNone = std::string_view::npos;

class TemplateParser {
 public:
  explicit TemplateParser(const TemplateSource& source) : source_(source), text_(source.text) {}

  Result<std::vector<Part>> parse() {
    while (at_ < text_.size()) {
      const std::size_t open = std::min(text_.find("{{", at_), text_.size());
      add_text(open);
      if (open == text_.size()) break;
      if (auto fault = tag(open)) return std::unexpected(*std::move(fault));
    }
    if (!open_.empty()) {
      const Part& part = parts_[open_.back()];
      return refused(source_, part.line,
                     quoted_name(part.text) + " is not closed: add {{/" + shown(part.text) + "}}");
    }
    return std::move(parts_);
  }

 private:
  static std::string shown(std::string_view name) { return one_line(name, 60); }

  std::optional<Error> fault(const std::string& why) {
    return refused(source_, line_, why).error();
  }

  void add(Part::Kind kind, std::string_view text) {
    if (kind == Part::Kind::text && text.empty()) return;
    parts_.push_back({kind, text, line_, 0});
  }

  void add_text(std::size_t end) {
    const std::string_view text = text_.substr(at_, end - at_);
    add(Part::Kind::text, text);
    line_ += static_cast<int>(std::count(text.begin(), text.end(), '\n'));
    at_ = end;
  }

  /// Takes the blanks before and the rest of the line after a tag that stands alone on its line.
  void stand_alone(std::size_t open) {
    const std::size_t from = text_.substr(0, open).find_last_not_of(" \t");
    if (from != kNone && text_[from] != '\n') return;
    const std::size_t to = text_.find_first_not_of(" \t\r", at_);
    if (to != kNone && text_[to] != '\n') return;
    const std::size_t blanks = open - (from == kNone ? 0 : from + 1);
    if (blanks > 0 && !parts_.empty() && parts_.back().kind == Part::Kind::text)
      parts_.back().text.remove_suffix(std::min(blanks, parts_.back().text.size()));
    if (to != kNone) ++line_;
    at_ = to == kNone ? text_.size() : to + 1;
  }

  std::optional<Error> tag(std::size_t open) {
    const bool triple = text_.substr(open).starts_with("{{{");
    const std::string_view closing = triple ? "}}}" : "}}";
    const std::size_t from = open + closing.size();
    const std::size_t end = text_.find(closing, from);
    if (end == kNone) return fault("a tag is not ended: add " + std::string(closing));
    const std::string_view inside = text_.substr(from, end - from);
    at_ = end + closing.size();
    auto problem = triple ? value(Part::Kind::raw, inside) : plain_tag(open, inside);
    line_ += static_cast<int>(std::count(inside.begin(), inside.end(), '\n'));
    return problem;
  }

  std::optional<Error> plain_tag(std::size_t open, std::string_view inside) {
    const std::string_view rest = inside.empty() ? inside : inside.substr(1);
    switch (inside.empty() ? ' ' : inside.front()) {
      case '!':
        stand_alone(open);
        return std::nullopt;
      case '#':
        return section(open, Part::Kind::section, trimmed(rest));
      case '^':
        return section(open, Part::Kind::inverted, trimmed(rest));
      case '/':
        return close(open, trimmed(rest));
      case '&':
        return value(Part::Kind::raw, rest);
      case '>':
      case '=':
        return fault("partials and other delimiters are not known here: write the text itself");
      default:
        return value(Part::Kind::value, inside);
    }
  }

  std::optional<Error> value(Part::Kind kind, std::string_view inside) {
    const std::string_view name = trimmed(inside);
    if (name.empty()) return fault("a tag has no name: write one, as in {{goal}}");
    add(kind, name);
    return std::nullopt;
  }

  std::optional<Error> section(std::size_t open, Part::Kind kind, std::string_view name) {
    if (name.empty()) return fault("a section has no name: write one, as in {{#next}}");
    if (open_.size() == kDeepest)
      return fault("more than 16 sections lie in one another: take some out");
    const int line = line_;
    stand_alone(open);
    open_.push_back(parts_.size());
    parts_.push_back({kind, name, line, 0});
    return std::nullopt;
  }

  std::optional<Error> close(std::size_t open, std::string_view name) {
    if (open_.empty()) return fault("{{/" + shown(name) + "}} closes nothing: take it out");
    Part& opening = parts_[open_.back()];
    if (opening.text != name)
      return fault("{{/" + shown(name) + "}} closes " + quoted_name(opening.text) + " of line " +
                   std::to_string(opening.line) + ": close that first");
    stand_alone(open);
    parts_[open_.back()].end = parts_.size();
    open_.pop_back();
    parts_.push_back({Part::Kind::close, name, line_, 0});
    return std::nullopt;
  }

  const TemplateSource& source_;
  std::string_view text_;
  std::size_t at_ = 0;
  int line_ = 1;
  std::vector<Part> parts_;
  std::vector<std::size_t> open_;
};

}  // namespace

std::unexpected<Error> refused(const TemplateSource& source, int line, const std::string& why) {
  return fail(Fault::invalid, "bad_template",
              one_line(source.name, 300) + ":" + std::to_string(line) + ": " + why + ".",
              "template");
}

std::string quoted_name(std::string_view name) { return "{{" + one_line(name, 60) + "}}"; }

Result<std::vector<Part>> parts_of(const TemplateSource& source) {
  if (source.text.size() > kLargestTemplate)
    return refused(source, 1, "the template has more than 1 MiB: shorten it");
  if (first_invalid_utf8(source.text) != kNone)
    return refused(source, 1, "the template is not UTF-8: save it as UTF-8");
  return TemplateParser(source).parse();
}

}  // namespace baton::templates
