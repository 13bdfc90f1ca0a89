#include <algorithm>
#include <ranges>

#include "core/base/json.hpp"
#include "core/base/text.hpp"
#include "core/handoff/blocks/blocks.hpp"
#include "core/handoff/html/html.hpp"
#include "core/handoff/item_line.hpp"
#include "core/handoff/sections.hpp"
#include "core/handoff/template.hpp"
#include "core/handoff/templates/parts.hpp"

namespace baton {
namespace {

using templates::Part;

void number_elements(Json& list) {
  int index = 0;
  for (Json& element : list) {
    if (!element.is_object()) continue;
    element["index"] = ++index;
    const auto session = element.find("session");
    const auto turn = element.find("turn");
    if (session != element.end() && turn != element.end())
      element["reference"] = reference(session->get<int>(), turn->get<int>());
  }
}

/// What a template can name. The handoff's JSON is the table of names, so that a new section needs
/// nothing here.
Json names_of(const Handoff& handoff) {
  Json names = parse_json(render_json(handoff)).value_or(Json::object());
  if (!names.is_object()) names = Json::object();
  for (auto& [name, value] : names.items()) {
    if (value.is_array()) number_elements(value);
    if (!value.is_object()) continue;
    Json one = Json::array({value});
    number_elements(one);
    value = one[0];
    value.erase("index");
  }
  names["title"] = title_of(handoff);
  names["prompt"] = render_prompt(handoff);
  return names;
}

/// A handoff that has one of everything: what it has not, no handoff has.
Json all_names() {
  const HandoffItem item{"text", "detail", 1, 1, 1, true, {{"name", "value"}}};
  const HandoffCommand command{"command", "ok", false, 1, 1};
  Handoff handoff;
  handoff.goal = item;
  handoff.last_test = command;
  for (const ItemSection& section : kLaterSections) (handoff.*section.items).push_back(item);
  for (const ItemSection& section : kItemSections) (handoff.*section.items).push_back(item);
  for (const PathSection& section : kPathSections) (handoff.*section.paths).emplace_back("path");
  handoff.commands.push_back(command);
  handoff.preflight.push_back(command);
  handoff.other.push_back({"heading", "body"});
  return names_of(handoff);
}

bool says_something(const Json& value) {
  if (value.is_array()) return !value.empty();
  if (value.is_string()) return !value.get_ref<const std::string&>().empty();
  if (value.is_boolean()) return value.get<bool>();
  if (value.is_number()) return value.get<double>() != 0;
  if (!value.is_object()) return false;
  for (const char* name : {"text", "command", "body"})
    if (const auto found = value.find(name); found != value.end()) return says_something(*found);
  return !value.empty();
}

std::string text_of(const Json& value) {
  if (value.is_string()) return value.get<std::string>();
  if (value.is_object()) {
    for (const char* name : {"text", "command", "body"})
      if (const auto found = value.find(name); found != value.end()) return text_of(*found);
  }
  if (value.is_array()) {
    std::string lines;
    for (const Json& element : value) lines += (lines.empty() ? "" : "\n") + text_of(element);
    return lines;
  }
  return value.is_null() ? "" : to_text(value);
}

/// The member `path` of one value: `goal.detail`. Null if it is not there.
const Json* member(const Json& value, std::string_view path) {
  const Json* found = &value;
  while (found) {
    if (!found->is_object()) return nullptr;
    const std::size_t dot = std::min(path.find('.'), path.size());
    const auto next = found->find(path.substr(0, dot));
    found = next == found->end() ? nullptr : &*next;
    if (dot == path.size()) return found;
    path.remove_prefix(dot + 1);
  }
  return nullptr;
}

/// The values in which a name is looked for, the innermost last.
using Scopes = std::vector<const Json*>;

const Json* find_name(const Scopes& scopes, std::string_view name) {
  if (name == ".") return scopes.back();
  for (const Json* scope : scopes | std::views::reverse)
    if (const Json* found = member(*scope, name)) return found;
  return nullptr;
}

std::string list_of_names(const Scopes& scopes) {
  std::string list;
  for (const Json* scope : scopes | std::views::reverse) {
    if (!scope->is_object()) continue;
    for (const auto& [name, value] : scope->items()) list += (list.empty() ? "" : ", ") + name;
  }
  return list;
}

class TemplateRenderer {
 public:
  TemplateRenderer(const TemplateSource& source, const std::vector<Part>& parts)
      : source_(source), parts_(parts) {}

  /// An error, or nothing: then the output is whole.
  std::optional<Error> run(const Json& names) {
    scopes_ = {&names};
    return run(0, parts_.size());
  }

  /// Looks every name up without writing, sections entered once whatever they hold.
  std::optional<Error> check(const Json& names) {
    checking_ = true;
    return run(names);
  }

  std::string take() { return std::move(out_); }

 private:
  std::optional<Error> run(std::size_t from, std::size_t end) {
    for (std::size_t i = from; i < end; ++i) {
      const Part& part = parts_[i];
      if (++steps_ > kMostSteps || out_.size() > templates::kLargestOutput)
        return templates::refused(source_, part.line,
                                  "the output grows beyond 64 MiB: take a section out of another")
            .error();
      if (auto problem = write(part, i)) return problem;
      if (part.kind == Part::Kind::section || part.kind == Part::Kind::inverted) i = part.end;
    }
    return std::nullopt;
  }

  std::optional<Error> write(const Part& part, std::size_t at) {
    if (part.kind == Part::Kind::text) out_ += part.text;
    if (part.kind == Part::Kind::text || part.kind == Part::Kind::close) return std::nullopt;
    const Json* value = find_name(scopes_, part.text);
    if (!value && checking_)
      return templates::refused(source_, part.line,
                                "there is no " + templates::quoted_name(part.text) +
                                    "; there are: " + list_of_names(scopes_))
          .error();
    static const Json kNothing;
    if (!value) value = &kNothing;
    if (part.kind == Part::Kind::inverted)
      return checking_ || !says_something(*value) ? run(at + 1, part.end) : std::nullopt;
    if (part.kind == Part::Kind::section) return section(*value, at + 1, part.end);
    put(text_of(*value), part.kind == Part::Kind::value && source_.escaped);
    return std::nullopt;
  }

  std::optional<Error> section(const Json& value, std::size_t from, std::size_t end) {
    if (!value.is_array())
      return checking_ || says_something(value) ? inside(value, from, end) : std::nullopt;
    for (const Json& element : value)
      if (auto problem = inside(element, from, end)) return problem;
    return std::nullopt;
  }

  std::optional<Error> inside(const Json& value, std::size_t from, std::size_t end) {
    scopes_.push_back(&value);
    auto problem = run(from, end);
    scopes_.pop_back();
    return problem;
  }

  void put(const std::string& text, bool escaped) {
    if (escaped)
      append_escaped(out_, text);
    else
      out_ += text;
  }

  static constexpr std::size_t kMostSteps = 20'000'000;

  const TemplateSource& source_;
  const std::vector<Part>& parts_;
  Scopes scopes_;
  bool checking_ = false;
  std::size_t steps_ = 0;
  std::string out_;
};

}  // namespace

Result<std::string> render_template(const Handoff& handoff, const TemplateSource& source) {
  TRY(const std::vector<Part> parts, templates::parts_of(source));
  if (auto problem = TemplateRenderer(source, parts).check(all_names()))
    return std::unexpected(*std::move(problem));
  TemplateRenderer renderer(source, parts);
  if (auto problem = renderer.run(names_of(handoff))) return std::unexpected(*std::move(problem));
  return renderer.take();
}

}  // namespace baton
