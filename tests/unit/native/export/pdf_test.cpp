#include "native/export/pdf.hpp"

#include "core/base/text.hpp"
#include "tests/catch.hpp"
#include "tests/unit/handoff/random_handoff.hpp"

namespace baton::native {
namespace {

bool is_pdf(const Result<std::string>& pdf) {
  return pdf && pdf->starts_with("%PDF-") && contains(pdf->substr(pdf->size() - 16), "%%EOF");
}

TEST_CASE("a handoff without content is a page") { CHECK(is_pdf(render_pdf(Handoff()))); }

TEST_CASE("any handoff can be drawn") {
  RandomHandoff random(34);
  for (int i = 0; i < 40; ++i) CHECK(is_pdf(render_pdf(random.next())));
}

TEST_CASE("bytes that are no text, and characters without a font, are drawn") {
  Handoff handoff;
  handoff.goal.text = std::string("a\0b\xFF\xC3 ", 7) + "\U0001F680 漢字 עברית \U000E0041";
  handoff.created = {std::string(3, '\0'), "\xED\xA0\x80", "\n\n", ""};
  handoff.other.push_back({"## \x01", "|\x02|\n|-|\n|" + std::string(5000, 'x') + "|\n"});
  CHECK(is_pdf(render_pdf(handoff)));
}

TEST_CASE("a line of a megabyte goes over pages") {
  Handoff handoff;
  handoff.goal.text = std::string(1U << 20, 'x');
  const auto pdf = render_pdf(handoff);
  REQUIRE(is_pdf(pdf));
  CHECK(contains(*pdf, "/Type /Page"));
}

}  // namespace
}  // namespace baton::native
