#include "core/handoff/html/html.hpp"

#include "core/base/hash.hpp"
#include "core/handoff/blocks/blocks.hpp"
#include "core/handoff/blocks/spans.hpp"
#include "core/handoff/html/style.hpp"

namespace baton {
namespace {

std::string_view style_of(HtmlKind kind) {
  return kind == HtmlKind::print ? html::kPrintStyle : html::kStyle;
}

std::string base64(const Digest& digest) {
  constexpr std::string_view kLetters =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  std::uint32_t bits = 0;
  int held = 0;
  for (const std::uint8_t byte : digest) {
    bits = bits << 8 | byte;
    for (held += 8; held >= 6; held -= 6) out += kLetters[bits >> (held - 6) & 63U];
  }
  if (held > 0) out += kLetters[bits << (6 - held) & 63U];
  while (out.size() % 4 != 0) out += '=';
  return out;
}

/// Writes blocks one after the other and keeps the lists open that consecutive items share.
class HtmlPage {
 public:
  explicit HtmlPage(std::string& out) : out_(out) {}

  void add(const PageBlock& block) {
    const bool is_item =
        block.kind == PageBlock::Kind::item || block.kind == PageBlock::Kind::verbatim;
    list(!is_item ? "" : block.number != 0 ? "ol" : "ul");
    write(block);
  }

  void finish() { list(""); }

 private:
  void list(std::string_view wanted) {
    if (wanted == list_) return;
    if (!list_.empty()) out_.append("</").append(list_).append(">\n");
    if (!wanted.empty()) out_.append("<").append(wanted).append(">\n");
    list_ = wanted;
  }

  void write(const PageBlock& block) {
    switch (block.kind) {
      case PageBlock::Kind::title:
        return element("h1", block.text);
      case PageBlock::Kind::heading:
        return element("h" + std::to_string(block.level), block.text);
      case PageBlock::Kind::paragraph:
        return element("p", block.text);
      case PageBlock::Kind::quote:
        return element("blockquote", block.text);
      case PageBlock::Kind::code:
        return code(block.text);
      case PageBlock::Kind::fields:
        return fields(block);
      case PageBlock::Kind::table:
        return table(block);
      case PageBlock::Kind::item:
      case PageBlock::Kind::verbatim:
        return item(block);
    }
  }

  void element(std::string_view name, std::string_view text) {
    out_.append("<").append(name).append(">");
    spans(text);
    out_.append("</").append(name).append(">\n");
  }

  /// The parser drops a line end right after `<pre>`: one is written for it.
  void code(std::string_view text) {
    out_ += "<pre><code>\n";
    append_escaped(out_, text);
    out_ += "</code></pre>\n";
  }

  void spans(std::string_view text) {
    for (const TextSpan& span : spans_of(text)) {
      if (span.bold) out_ += "<strong>";
      if (span.code) out_ += "<code>";
      if (!span.target.empty()) link(span.target);
      append_escaped(out_, span.text);
      if (!span.target.empty()) out_ += "</a>";
      if (span.code) out_ += "</code>";
      if (span.bold) out_ += "</strong>";
    }
  }

  void link(std::string_view target) {
    out_ += "<a rel=\"noopener noreferrer nofollow\" href=\"";
    append_escaped(out_, target);
    out_ += "\">";
  }

  void item(const PageBlock& block) {
    out_ += "<li";
    std::string classes = block.level > 0 ? "in" + std::to_string(block.level) : "";
    if (block.mark != PageBlock::Mark::none) classes += classes.empty() ? "mark" : " mark";
    if (!classes.empty()) out_ += " class=\"" + classes + '"';
    if (block.number != 0) out_ += " value=\"" + std::to_string(block.number) + '"';
    out_ += '>';
    if (block.mark == PageBlock::Mark::open) out_ += "<input type=\"checkbox\" disabled> ";
    if (block.mark == PageBlock::Mark::done) out_ += "<input type=\"checkbox\" disabled checked> ";
    text_of(block);
    if (!block.detail.empty()) {
      out_ += " <span class=\"detail\">— ";
      spans(block.detail);
      out_ += "</span>";
    }
    if (!block.reference.empty()) out_ += " <span class=\"where\">(" + block.reference + ")</span>";
    out_ += "</li>\n";
  }

  void text_of(const PageBlock& block) {
    if (block.kind != PageBlock::Kind::verbatim) return spans(block.text);
    out_ += "<code>";
    append_escaped(out_, block.text);
    out_ += "</code>";
  }

  /// The first fields of a page are its first screen.
  void fields(const PageBlock& block) {
    out_ += first_fields_ ? "<dl class=\"screen\">\n" : "<dl>\n";
    first_fields_ = false;
    for (const auto& row : block.rows) {
      out_ += "<dt>";
      append_escaped(out_, row[0]);
      out_ += "</dt><dd>";
      spans(row[1]);
      out_ += "</dd>\n";
    }
    out_ += "</dl>\n";
  }

  void table(const PageBlock& block) {
    out_ += "<table>\n";
    for (std::size_t i = 0; i < block.rows.size(); ++i) {
      if (i == 0) out_ += "<thead>";
      if (i == 1) out_ += "<tbody>";
      row(block.rows[i], i == 0 ? "th" : "td");
      if (i == 0) out_ += "</thead>\n";
    }
    out_ += block.rows.size() > 1 ? "</tbody></table>\n" : "</table>\n";
  }

  void row(const std::vector<std::string>& cells, std::string_view name) {
    out_ += "<tr>";
    for (const std::string& cell : cells) {
      out_.append("<").append(name).append(">");
      spans(cell);
      out_.append("</").append(name).append(">");
    }
    out_ += "</tr>\n";
  }

  std::string& out_;
  std::string_view list_;
  bool first_fields_ = true;
};

}  // namespace

void append_escaped(std::string& html, std::string_view text) {
  for (const char c : text) {
    if (c == '&')
      html += "&amp;";
    else if (c == '<')
      html += "&lt;";
    else if (c == '>')
      html += "&gt;";
    else if (c == '"')
      html += "&quot;";
    else if (c == '\'')
      html += "&#39;";
    else
      html += c;
  }
}

std::string render_html(const Handoff& handoff, HtmlKind kind) {
  std::string out =
      "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n"
      "<meta name=\"referrer\" content=\"no-referrer\">\n<title>";
  append_escaped(out, showable(title_of(handoff)));
  out.append("</title>\n<style>")
      .append(style_of(kind))
      .append("</style>\n</head>\n<body>\n<main>\n");
  HtmlPage page(out);
  for (const PageBlock& block : blocks_of(handoff)) page.add(block);
  page.finish();
  return out + "</main>\n</body>\n</html>\n";
}

std::string html_policy(HtmlKind kind) {
  return "default-src 'none'; style-src 'sha256-" + base64(sha256(style_of(kind))) +
         "'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox";
}

}  // namespace baton
