#include "core/handoff/budget.hpp"

#include <algorithm>
#include <numeric>

#include "core/handoff/one_line.hpp"

namespace baton {

void Budget::section(std::string heading) { headings_.push_back(std::move(heading)); }

void Budget::line(std::string text, int value, std::string whole) {
  if (text.empty() || headings_.empty()) return;
  if (whole == text) whole.clear();
  lines_.push_back({std::move(text), std::move(whole), value, headings_.size() - 1});
}

std::string Budget::fill(std::size_t most) const {
  std::vector<std::size_t> order(lines_.size());
  std::iota(order.begin(), order.end(), 0);
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return lines_[a].value != lines_[b].value ? lines_[a].value > lines_[b].value : a < b;
  });
  std::vector<bool> taken(lines_.size());
  std::vector<bool> opened(headings_.size());
  std::size_t used = 0;
  for (const std::size_t i : order) {
    const Line& line = lines_[i];
    std::size_t cost = characters(line.text) + 1;
    if (!opened[line.section]) cost += characters(headings_[line.section]) + 2;
    if (used + cost > most) continue;
    used += cost;
    taken[i] = opened[line.section] = true;
  }
  std::vector<bool> whole(lines_.size());
  for (const std::size_t i : order) {
    if (!taken[i] || lines_[i].whole.empty()) continue;
    const std::size_t cost = characters(lines_[i].whole) - characters(lines_[i].text);
    if (used + cost > most) continue;
    used += cost;
    whole[i] = true;
  }
  std::string text;
  std::size_t section = headings_.size();
  for (std::size_t i = 0; i < lines_.size(); ++i) {
    if (!taken[i]) continue;
    if (lines_[i].section != section) {
      section = lines_[i].section;
      text += '\n' + headings_[section] + '\n';
    }
    text += (whole[i] ? lines_[i].whole : lines_[i].text) + '\n';
  }
  return text;
}

}  // namespace baton
