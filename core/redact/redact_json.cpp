#include <algorithm>
#include <utility>
#include <vector>

#include "core/redact/characters.hpp"
#include "core/redact/mask.hpp"
#include "core/redact/name.hpp"
#include "core/redact/redact.hpp"
#include "core/redact/value.hpp"

namespace baton {
namespace {

using redact::NameKind;
using redact::Style;

/// A value still to be looked at, and what its place promises.
struct Pending {
  Json* json;
  NameKind kind;
};

const std::string* text_of(const Json& json) { return json.get_ptr<const Json::string_t*>(); }

const std::string* text_at(const Json::object_t& object, std::string_view name) {
  const auto at = object.find(std::string(name));
  return at == object.end() ? nullptr : text_of(at->second);
}

void mask_text(std::string& text, NameKind kind, MaskCounts& counts) {
  std::string masked = mask_secrets(text, counts);
  if (masked == text && is_secret_value(kind, Style::quoted, text) && !redact::holds_mask(text)) {
    masked.clear();
    const std::string_view rule = redact::rule_of(kind, text);
    if (redact::append_masked(masked, rule, text)) ++counts[std::string(rule)];
  }
  text = std::move(masked);
}

constexpr std::size_t kLongestName = 64;

/// A name of a variable or an option, as far as a string shows.
bool may_be_name(std::string_view text) {
  using namespace redact;
  return text.size() <= kLongestName && run_end(text, 0, kUrlDot | kBlank) == text.size();
}

/// {"name": "API_KEY", "value": …}, and with "key" for "name": what the name promises.
NameKind kind_of_pair(const Json::object_t& object) {
  for (const std::string_view name : {"name", "key", "Name", "Key"})
    if (const std::string* text = text_at(object, name); text && may_be_name(*text))
      return redact::kind_of_name(*text);
  return NameKind::none;
}

bool is_value_word(std::string_view name) { return name == "value" || name == "Value"; }

/// An option: the element after it is its value.
NameKind kind_after(const Json& element) {
  const std::string* text = text_of(element);
  const bool is_option = text && text->starts_with('-') && may_be_name(*text);
  return is_option ? redact::kind_of_name(*text) : NameKind::none;
}

class Walk {
 public:
  explicit Walk(MaskCounts& counts) : counts_(counts) {}

  void run(Json& root) {
    pending_.push_back({&root, NameKind::none});
    while (!pending_.empty()) {
      const Pending next = pending_.back();
      pending_.pop_back();
      visit(*next.json, next.kind);
    }
  }

 private:
  void visit(Json& json, NameKind kind) {
    if (auto* text = json.get_ptr<Json::string_t*>())
      mask_text(*text, kind, counts_);
    else if (auto* array = json.get_ptr<Json::array_t*>())
      visit_array(*array, kind);
    else if (auto* object = json.get_ptr<Json::object_t*>())
      visit_object(*object);
  }

  void visit_array(Json::array_t& array, NameKind kind) {
    for (std::size_t i = 0; i < array.size(); ++i) {
      const NameKind after = i > 0 ? kind_after(array[i - 1]) : NameKind::none;
      pending_.push_back({&array[i], after == NameKind::none ? kind : after});
    }
  }

  void visit_object(Json::object_t& object) {
    mask_names(object);
    const NameKind pair = kind_of_pair(object);
    for (auto& [name, value] : object) {
      const NameKind kind = may_be_name(name) ? redact::kind_of_name(name) : NameKind::none;
      pending_.push_back({&value, is_value_word(name) && pair != NameKind::none ? pair : kind});
    }
  }

  /// Two names never fall together, unless they hold the same secret.
  void mask_names(Json::object_t& object) {
    std::vector<std::pair<std::string, std::string>> changes;
    for (const auto& [name, value] : object)
      if (std::string masked = mask_secrets(name, counts_); masked != name)
        changes.emplace_back(name, std::move(masked));
    for (auto& [name, masked] : changes) {
      auto node = object.extract(name);
      node.key() = std::move(masked);
      object.insert(std::move(node));
    }
  }

  MaskCounts& counts_;
  std::vector<Pending> pending_;
};

}  // namespace

void mask_json(Json& json, MaskCounts& counts) { Walk(counts).run(json); }

}  // namespace baton
