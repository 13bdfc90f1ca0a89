#include "native/cli/export/templates.hpp"

#include <algorithm>
#include <array>
#include <filesystem>

#include "native/cli/input.hpp"

namespace baton::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::array kTemplateEndings{".md", ".html", ".txt"};
constexpr std::size_t kMostTemplates = 1000;

bool is_html_file(const std::string& path) {
  return path.ends_with(".html") || path.ends_with(".htm");
}

Result<TemplateSource> template_file(const machine::Environment& environment,
                                     const std::string& path) {
  TRY(Input input, read_input(environment, path));
  return TemplateSource{path, std::move(input.text), is_html_file(path)};
}

bool is_file(const std::string& path) {
  std::error_code problem;
  return fs::is_regular_file(path, problem);
}

/// The file of the folder that has this name, with an ending or without; "" if there is none.
std::string file_named(const std::string& folder, const std::string& name) {
  if (name.starts_with('.')) return {};
  std::string path = folder + '/' + name;
  for (const std::string ending : kTemplateEndings) {
    if (name.ends_with(ending) && is_file(path)) return path;
    if (is_file(path + ending)) return path + ending;
  }
  return {};
}

}  // namespace

std::string template_folder(const machine::Environment& environment) {
  return machine::config_path(environment, "templates");
}

std::vector<TemplateName> template_names(const machine::Environment& environment) {
  std::vector<TemplateName> names;
  std::error_code problem;
  fs::directory_iterator at(template_folder(environment), problem);
  for (; !problem && at != fs::directory_iterator() && names.size() < kMostTemplates;
       at.increment(problem)) {
    const std::string ending = at->path().extension().string();
    const bool known = std::ranges::find(kTemplateEndings, ending) != kTemplateEndings.end();
    if (known && is_file(at->path().string()))
      names.push_back({at->path().stem().string(), at->path().string()});
  }
  std::ranges::sort(names, {}, &TemplateName::about);
  for (const BuiltInTemplate& one : built_in_templates())
    names.push_back({std::string(one.name), std::string(one.about)});
  return names;
}

Result<TemplateSource> find_template(const machine::Environment& environment,
                                     const std::string& name) {
  if (name.find('/') != std::string::npos) return template_file(environment, name);
  const std::string own = file_named(template_folder(environment), name);
  if (!own.empty()) return template_file(environment, own);
  for (const BuiltInTemplate& one : built_in_templates())
    if (one.name == name) return TemplateSource{name, std::string(one.text), false};
  if (is_file(environment.absolute(name))) return template_file(environment, name);
  std::string list;
  for (const TemplateName& one : template_names(environment))
    list += (list.empty() ? "" : ", ") + one.name;
  return fail(Fault::not_found, "no_template",
              "There is no template " + name + "; there are: " + list + ". Your own lie in " +
                  template_folder(environment) + ".");
}

}  // namespace baton::cli
