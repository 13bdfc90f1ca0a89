#include "native/machine/own_templates.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "core/base/text.hpp"

namespace baton::machine {
namespace {

namespace fs = std::filesystem;

constexpr std::array kTemplateEndings{".md", ".html", ".txt"};
constexpr std::size_t kMostTemplates = 1000;
constexpr std::uintmax_t kMostTemplateBytes = std::uintmax_t{1} << 20;

bool is_file(const std::string& path) {
  std::error_code problem;
  return fs::is_regular_file(path, problem);
}

}  // namespace

std::string template_folder(const Environment& environment) {
  return config_path(environment, "templates");
}

std::vector<OwnTemplate> own_templates(const Environment& environment) {
  std::vector<OwnTemplate> found;
  std::error_code problem;
  fs::directory_iterator at(template_folder(environment), problem);
  for (; !problem && at != fs::directory_iterator() && found.size() < kMostTemplates;
       at.increment(problem)) {
    const std::string suffix = at->path().extension().string();
    const bool known = std::ranges::find(kTemplateEndings, suffix) != kTemplateEndings.end();
    if (known && is_file(at->path().string()))
      found.push_back({at->path().stem().string(), at->path().string()});
  }
  std::ranges::sort(found, {}, &OwnTemplate::path);
  return found;
}

std::optional<std::string> template_text(const OwnTemplate& one) {
  std::error_code problem;
  if (fs::file_size(one.path, problem) > kMostTemplateBytes || problem) return std::nullopt;
  std::ifstream file(one.path, std::ios::binary);
  std::string text((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
  if (file.bad() || first_invalid_utf8(text) != std::string::npos) return std::nullopt;
  return text;
}

std::string template_named(const std::string& folder, const std::string& name) {
  if (name.starts_with('.')) return {};
  std::string path = folder + '/' + name;
  for (const std::string suffix : kTemplateEndings) {
    if (name.ends_with(suffix) && is_file(path)) return path;
    if (is_file(path + suffix)) return path + suffix;
  }
  return {};
}

bool is_html_file(std::string_view path) {
  return path.ends_with(".html") || path.ends_with(".htm");
}

}  // namespace baton::machine
