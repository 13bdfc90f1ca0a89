#include "core/handoff/field_lines.hpp"

#include <algorithm>

#include "core/handoff/entries.hpp"
#include "core/handoff/sections.hpp"

namespace baton {
namespace {

std::size_t blanks_before(std::string_view line) {
  return std::min(line.find_first_not_of(' '), line.size());
}

/// The length of `- name:` with what stands before it, 0 if the line is no field.
std::size_t field_mark(std::string_view line) {
  const std::size_t pad = blanks_before(line);
  const std::size_t colon = line.find(':');
  if (!line.substr(pad).starts_with("- ") || colon == std::string_view::npos) return 0;
  const std::string_view name = line.substr(pad + 2, colon - pad - 2);
  const bool known = std::find(kFieldNames.begin(), kFieldNames.end(), name) != kFieldNames.end();
  const std::string_view value = line.substr(colon + 1);
  return known && (value.empty() || value.starts_with(' ')) ? colon + 1 : 0;
}

HandoffField field_at(const std::vector<std::string_view>& lines, std::size_t& at) {
  const std::string_view line = lines[at++];
  const std::size_t pad = blanks_before(line);
  const std::size_t mark = field_mark(line);
  HandoffField field{std::string(line.substr(pad + 2, mark - pad - 3)),
                     std::string(line.substr(std::min(mark + 1, line.size())))};
  for (; at < lines.size() && !field_mark(lines[at]); ++at)
    field.value +=
        '\n' + std::string(lines[at].substr(std::min(blanks_before(lines[at]), pad + 2)));
  return field;
}

}  // namespace

std::string_view field_of(const HandoffItem& item, std::string_view name) {
  for (const HandoffField& field : item.fields)
    if (field.name == name) return field.value;
  return {};
}

void add_fields(std::string& entry, const std::vector<HandoffField>& fields, std::size_t pad) {
  for (const HandoffField& field : fields) {
    entry += '\n' + std::string(pad, ' ') + "- " + field.name + ':';
    bool first = true;
    for (std::string_view line : raw_lines(field.value)) {
      if (!first) entry += '\n' + std::string(line.empty() ? 0 : pad + 1, ' ');
      if (!line.empty()) entry += ' ' + std::string(line);
      first = false;
    }
  }
}

void take_fields(std::string_view& text, std::vector<HandoffField>& fields) {
  const std::vector<std::string_view> lines = raw_lines(text);
  std::size_t first = lines.size();
  for (std::size_t i = lines.size(); i-- > 1;) {
    if (field_mark(lines[i]))
      first = i;
    else if (!lines[i].empty() && !lines[i].starts_with("  "))
      break;
  }
  if (first == lines.size()) return;
  for (std::size_t at = first; at < lines.size();) fields.push_back(field_at(lines, at));
  text = text.substr(0, static_cast<std::size_t>(lines[first].data() - text.data()) - 1);
}

}  // namespace baton
