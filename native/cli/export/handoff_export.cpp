#include "native/cli/export/handoff_export.hpp"

#include "core/handoff/handoff.hpp"
#include "core/handoff/rendered.hpp"
#include "native/cli/export/output_file.hpp"
#include "native/cli/export/templates.hpp"
#include "native/cli/table.hpp"
#include "native/export/pdf.hpp"
#include "native/machine/own_templates.hpp"

namespace baton::cli {
namespace {

bool goes_to_stdout(const ExportWords& words) {
  return words.output.empty() || words.output == "-";
}

/// The format that was asked for, else what the file's ending says, else Markdown.
std::string format_of(const ExportWords& words) {
  if (!words.format.empty()) return words.format;
  for (const std::string ending : {"html", "pdf", "json"})
    if (words.output.ends_with("." + ending)) return ending;
  return "md";
}

Result<std::string> in_template(Desk& desk, const std::string& markdown, const std::string& name) {
  TRY(const TemplateSource source, find_template(desk.environment, name));
  return render_template(parse_handoff(markdown), source);
}

Result<std::string> in_format(const std::string& markdown, const std::string& format,
                              std::int64_t budget) {
  if (format == "pdf") return native::render_pdf(parse_handoff(markdown));
  if (format == "json")
    return Json::parse(render_json(parse_handoff(markdown)), nullptr, false).dump(2) + '\n';
  return rendered(markdown, format, budget ? static_cast<int>(budget) : kDefaultPromptTokens);
}

std::optional<Error> refusal_of(const Desk& desk, const ExportWords& words) {
  const bool to_stdout = goes_to_stdout(words);
  if (!words.template_name.empty() && !words.format.empty())
    return Error{Fault::invalid, "usage",
                 "--template and --format are two ways to say the same: leave one out.", ""};
  if (words.template_name.empty() && format_of(words) == "pdf" && to_stdout &&
      (desk.out.is_terminal() || desk.options.json))
    return Error{Fault::invalid, "usage",
                 "A PDF is nothing for a terminal or JSON: name a file with --output FILE.", ""};
  return std::nullopt;
}

/// Where it went, or with --json the text itself.
Result<int> tell(Desk& desk, const ExportWords& words, const std::string& what,
                 const std::string& bytes) {
  Json data = {{words.template_name.empty() ? "format" : "template", what},
               {"bytes", bytes.size()}};
  if (goes_to_stdout(words))
    data["content"] = bytes;
  else
    data["output"] = desk.environment.absolute(words.output);
  if (printed_as_json(desk, answer_of(std::move(data)))) return 0;
  if (!goes_to_stdout(words))
    remark(desk, "Wrote " + words.output + ", " + std::to_string(bytes.size()) + " bytes.");
  else if (desk.out.is_terminal())
    print_document(desk.out, bytes);
  else
    desk.out.write(bytes);
  return 0;
}

}  // namespace

void add_export_options(CLI::App& app, ExportWords& words) {
  app.add_option("--output,-o", words.output, "where export writes; stdout if absent")
      ->type_name("FILE");
  app.add_option("--template", words.template_name,
                 "export in a form of your own: a name, a file, or list for those there are")
      ->type_name("NAME");
}

bool is_export_format(const std::string& format) {
  return format == "html" || format == "print" || format == "pdf";
}

Result<int> export_handoff(Desk& desk, const std::string& id, const ExportWords& words) {
  if (auto refusal = refusal_of(desk, words)) return std::unexpected(*std::move(refusal));
  TRY(const Answer answer, desk.api.get("/api/handoffs/" + segment(id) + "?format=md"));
  const std::string& markdown = text_in(answer.data(), "content");
  const bool templated = !words.template_name.empty();
  const std::string what = templated ? words.template_name : format_of(words);
  TRY(const std::string bytes,
      templated ? in_template(desk, markdown, what) : in_format(markdown, what, words.budget));
  if (!goes_to_stdout(words)) {
    TRY([[maybe_unused]] const bool written,
        write_output_file(desk.environment, words.output, bytes));
  }
  return tell(desk, words, what, bytes);
}

Result<int> list_templates(Desk& desk) {
  const std::vector<TemplateName> names = template_names(desk.environment);
  Json list = Json::array();
  for (const TemplateName& one : names) list.push_back({{"name", one.name}, {"about", one.about}});
  const Json data = {{"folder", machine::template_folder(desk.environment)}, {"templates", list}};
  if (printed_as_json(desk, answer_of(data))) return 0;
  Table table({{"TEMPLATE"}, {"ABOUT"}});
  for (const TemplateName& one : names) table.add({one.name, one.about});
  table.print(desk.out);
  desk.out.line();
  desk.out.line("Your own: NAME.md, NAME.html or NAME.txt in " +
                machine::template_folder(desk.environment));
  return 0;
}

}  // namespace baton::cli
