#include "core/projects/tags.hpp"

#include <set>

#include "core/base/text.hpp"

namespace baton::projects {
namespace {

constexpr std::size_t kMostTags = 30;
constexpr Decoder::Length kTag{.least = 0, .most = 100};

std::string_view bare(std::string_view tag) {
  tag = trimmed(tag);
  while (tag.starts_with('#')) tag.remove_prefix(1);
  return tag;
}

}  // namespace

std::vector<std::string> tags_in(Decoder& decoder) {
  std::set<std::string> tags;
  for (const std::string& sent : decoder.texts_or_empty("tags", kMostTags, kTag)) {
    const std::string_view tag = bare(sent);
    if (tag.find_first_of(" ,\t\r\n") != std::string_view::npos)
      decoder.refuse(
          "tags", "A tag is one word: \"" + std::string(tag) + "\" has a blank or a comma in it.");
    else if (!tag.empty())
      tags.emplace(tag);
  }
  return {tags.begin(), tags.end()};
}

Json tag_fields(std::string_view before, const std::vector<std::string>& wanted) {
  Json set = Json::object();
  const Json known = parse_json(before).value_or(Json::array());
  for (const Json& tag : known)
    if (const auto* text = tag.get_ptr<const Json::string_t*>()) set["tag:" + *text] = 0;
  for (const std::string& tag : wanted) {
    const auto [field, fresh] = set.emplace("tag:" + tag, 1);
    if (!fresh) set.erase(field);
  }
  return set;
}

}  // namespace baton::projects
