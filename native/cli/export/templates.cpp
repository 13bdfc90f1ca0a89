#include "native/cli/export/templates.hpp"

#include <filesystem>

#include "native/cli/input.hpp"
#include "native/machine/own_templates.hpp"

namespace baton::cli {
namespace {

namespace fs = std::filesystem;

Result<TemplateSource> template_file(const machine::Environment& environment,
                                     const std::string& path) {
  TRY(Input input, read_input(environment, path));
  return TemplateSource{path, std::move(input.text), machine::is_html_file(path)};
}

bool is_file(const std::string& path) {
  std::error_code problem;
  return fs::is_regular_file(path, problem);
}

}  // namespace

std::vector<TemplateName> template_names(const machine::Environment& environment) {
  std::vector<TemplateName> names;
  for (machine::OwnTemplate& one : machine::own_templates(environment))
    names.push_back({std::move(one.name), std::move(one.path)});
  for (const BuiltInTemplate& one : built_in_templates())
    names.push_back({std::string(one.name), std::string(one.about)});
  return names;
}

Result<TemplateSource> find_template(const machine::Environment& environment,
                                     const std::string& name) {
  if (name.find('/') != std::string::npos) return template_file(environment, name);
  const std::string own = machine::template_named(machine::template_folder(environment), name);
  if (!own.empty()) return template_file(environment, own);
  for (const BuiltInTemplate& one : built_in_templates())
    if (one.name == name) return TemplateSource{name, std::string(one.text), false};
  if (is_file(environment.absolute(name))) return template_file(environment, name);
  std::string list;
  for (const TemplateName& one : template_names(environment))
    list += (list.empty() ? "" : ", ") + one.name;
  return fail(Fault::not_found, "no_template",
              "There is no template " + name + "; there are: " + list + ". Your own lie in " +
                  machine::template_folder(environment) + ".");
}

}  // namespace baton::cli
