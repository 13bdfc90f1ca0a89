#include "native/provide.hpp"

#include <chrono>
#include <filesystem>
#include <utility>

#include "core/handoff/handoff.hpp"
#include "native/export/pdf.hpp"
#include "native/gzip.hpp"
#include "native/machine/own_templates.hpp"

namespace baton::native {
namespace {

namespace fs = std::filesystem;

std::uintmax_t bytes_of(const std::string& path) {
  std::error_code problem;
  const std::uintmax_t bytes = fs::file_size(path, problem);
  return problem ? 0 : bytes;
}

Provide::Reply pdf_of(const std::string& markdown) {
  Result<std::string> pdf = render_pdf(parse_handoff(markdown));
  if (!pdf) return std::unexpected(pdf.error());
  return Provide::Provided{*std::move(pdf)};
}

Provide::Reply own_templates() {
  Json list = Json::array();
  for (const machine::OwnTemplate& one : machine::own_templates(machine::this_environment())) {
    const std::optional<std::string> text = machine::template_text(one);
    if (text)
      list.push_back({{"name", one.name},
                      {"about", one.path},
                      {"text", *text},
                      {"escaped", machine::is_html_file(one.path)}});
  }
  return Provide::Provided{to_text(list)};
}

std::int64_t start_of_process() {
  using namespace std::chrono;
  static const auto began =
      duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count();
  return began;
}

}  // namespace

Json figures_of(const Database& database, const char* scope, std::int64_t since) {
  const std::uintmax_t bytes = bytes_of(database.path()) + bytes_of(database.path() + "-wal");
  return {{"scope", scope},
          {"since_ms", since},
          {"database_bytes", bytes > 0 ? Json(bytes) : Json()},
          {"routes", Json::array()}};
}

Provide::Reply provide(const Database& database, const Provide& wanted) {
  if (wanted.what == Provide::What::pdf) return pdf_of(wanted.input);
  if (wanted.what == Provide::What::templates) return own_templates();
  if (wanted.what == Provide::What::gzip) return Provide::Provided{gzipped(wanted.input)};
  return Provide::Provided{to_text(figures_of(database, "process", start_of_process()))};
}

}  // namespace baton::native
