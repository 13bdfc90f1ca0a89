#pragma once
#include <string_view>

namespace baton::html {

inline constexpr std::string_view kStyle = R"(
:root{color-scheme:light dark;--ink:#1c1f23;--soft:#5c6470;--line:#d9dde3;--ground:#fff;--box:#f4f5f7;--link:#0b5cad}
@media (prefers-color-scheme:dark){:root{--ink:#e4e7eb;--soft:#9aa3af;--line:#3a4048;--ground:#16181c;--box:#212429;--link:#7db7f5}}
*{box-sizing:border-box}
body{margin:0 auto;padding:2rem 1.25rem 4rem;max-width:52rem;background:var(--ground);color:var(--ink);font:16px/1.55 system-ui,sans-serif;overflow-wrap:anywhere}
h1{font-size:1.6rem;line-height:1.25;margin:0 0 1rem}
h2{font-size:1.15rem;margin:2rem 0 .5rem;padding-bottom:.2rem;border-bottom:1px solid var(--line)}
h3,h4,h5,h6{font-size:1rem;margin:1.25rem 0 .4rem}
p,li,blockquote,dd{white-space:pre-wrap}
ul,ol{margin:.4rem 0;padding-left:1.6rem}
li{margin:.2rem 0;unicode-bidi:isolate}
.in1{margin-left:1.5rem}.in2{margin-left:3rem}.in3{margin-left:4.5rem}.in4{margin-left:6rem}.in5{margin-left:7.5rem}
li.mark{list-style:none;margin-left:-1.4rem}
.detail,.where{color:var(--soft)}
.where{font-size:.85em;white-space:nowrap}
a{color:var(--link)}
code,pre{font:.88em/1.5 ui-monospace,monospace}
code{background:var(--box);padding:.1em .3em;border-radius:3px}
pre{background:var(--box);padding:.8rem 1rem;border-radius:6px;white-space:pre-wrap}
blockquote{margin:.6rem 0;padding:.1rem 1rem;border-left:3px solid var(--line);color:var(--soft)}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.25rem 1rem;margin:1rem 0}
dl.screen{background:var(--box);padding:.8rem 1rem;border-radius:6px}
dt{font-weight:600;color:var(--soft)}dd{margin:0}
table{border-collapse:collapse;margin:.8rem 0;font-size:.94em}
th,td{border:1px solid var(--line);padding:.3rem .6rem;text-align:left;vertical-align:top}
th{background:var(--box)}
)";

inline constexpr std::string_view kPrintStyle = R"(
:root{color-scheme:light;--ink:#000;--soft:#444;--line:#bbb;--ground:#fff;--box:#f4f4f4;--link:#000}
@page{size:A4;margin:20mm 18mm}
*{box-sizing:border-box}
body{margin:0 auto;max-width:174mm;background:var(--ground);color:var(--ink);font:10.5pt/1.45 serif;overflow-wrap:anywhere}
@media screen{body{padding:20mm 0}}
h1,h2,h3,h4,h5,h6{font-family:sans-serif;break-after:avoid}
h1{font-size:17pt;margin:0 0 5mm}
h2{font-size:12.5pt;margin:7mm 0 2mm;padding-bottom:1mm;border-bottom:.3mm solid var(--line)}
h3,h4,h5,h6{font-size:10.5pt;margin:4mm 0 1mm}
p,li,blockquote,dd{white-space:pre-wrap;orphans:3;widows:3}
ul,ol{margin:1mm 0;padding-left:6mm}
li{margin:.8mm 0;unicode-bidi:isolate}
.in1{margin-left:5mm}.in2{margin-left:10mm}.in3{margin-left:15mm}.in4{margin-left:20mm}.in5{margin-left:25mm}
li.mark{list-style:none;margin-left:-5mm}
.detail,.where{color:var(--soft)}
.where{font-size:.85em;white-space:nowrap}
a{color:var(--link)}
code,pre{font:.88em/1.4 monospace}
pre{background:var(--box);border:.2mm solid var(--line);padding:2mm 3mm;white-space:pre-wrap}
blockquote{margin:2mm 0;padding:0 4mm;border-left:.8mm solid var(--line)}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.5mm 4mm;margin:3mm 0;break-inside:avoid}
dl.screen{border:.2mm solid var(--line);padding:2mm 3mm}
dt{font-weight:bold}dd{margin:0}
table{border-collapse:collapse;margin:2mm 0;font-size:.94em}
thead{display:table-header-group}tr{break-inside:avoid}
th,td{border:.2mm solid var(--line);padding:.8mm 2mm;text-align:left;vertical-align:top}
)";

}  // namespace baton::html
