#pragma once
#include <string_view>

namespace baton::native::assets {

constexpr std::string_view page_head = R"html(<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Baton</title>
<link rel="icon" href="/favicon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/status.css">
</head>
<body>
<main>
<header>
<h1>Baton</h1>
<p>Every session starts where the last one stopped.</p>
</header>
)html";

constexpr std::string_view page_token = R"html(<section>
<p class="note">This server asks for a token, which <code>baton token create</code> makes.
<a href="/login">Log in</a> with it, or ask the API:</p>
<pre>curl -H "Authorization: Bearer TOKEN" http://THIS-HOST/api/projects</pre>
</section>
)html";

constexpr std::string_view page_empty = R"html(<section>
<h2>Projects</h2>
<p class="note">None yet. In a repository of yours:</p>
<pre>baton init
baton import
baton start "what comes next"</pre>
</section>
)html";

constexpr std::string_view page_foot = R"html(<footer>
<a href="/api/openapi.json">API description</a>
<a href="/api/projects">Projects as JSON</a>
<a href="/api/health">Health</a>
</footer>
</main>
</body>
</html>
)html";

constexpr std::string_view style = R"css(:root {
  color-scheme: light dark;
  --ink: #1c2430; --soft: #5c6878; --line: #dde3ea; --paper: #f6f8fa; --card: #fff; --accent: #0b6e4f;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ink: #e6ebf1; --soft: #93a0b1; --line: #2b3542; --paper: #12171e; --card: #1a212a;
    --accent: #4cc38a;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0; background: var(--paper); color: var(--ink);
  font: 16px/1.5 system-ui, -apple-system, "Segoe UI", sans-serif;
}
main { max-width: 56rem; margin: 0 auto; padding: 3rem 1.25rem; }
h1 { margin: 0; font-size: 2rem; letter-spacing: -0.02em; }
h1::before {
  content: ""; display: inline-block; width: 0.3em; height: 0.95em; margin-right: 0.4em;
  border-radius: 0.15em; background: var(--accent); transform: rotate(24deg) translateY(0.1em);
}
header p, .note { color: var(--soft); margin: 0.25rem 0 0; }
dl { display: grid; grid-template-columns: repeat(auto-fit, minmax(9rem, 1fr)); gap: 1rem; margin: 2rem 0; }
dl div { background: var(--card); border: 1px solid var(--line); border-radius: 0.6rem; padding: 0.9rem 1.1rem; }
dt { color: var(--soft); font-size: 0.85rem; }
dd { margin: 0; font-size: 1.6rem; font-variant-numeric: tabular-nums; }
h2 { font-size: 1.1rem; margin: 2rem 0 0.6rem; }
.table { overflow-x: auto; background: var(--card); border: 1px solid var(--line); border-radius: 0.6rem; }
table { width: 100%; border-collapse: collapse; }
th, td { text-align: left; padding: 0.55rem 1.1rem; border-bottom: 1px solid var(--line); }
tr:last-child td { border-bottom: 0; }
th { color: var(--soft); font-size: 0.85rem; font-weight: 500; }
.number { text-align: right; font-variant-numeric: tabular-nums; }
td small { display: block; color: var(--soft); }
pre {
  background: var(--card); border: 1px solid var(--line); border-radius: 0.6rem;
  padding: 0.9rem 1.1rem; overflow-x: auto; font-size: 0.9rem;
}
input, button { font: inherit; padding: 0.4rem 0.7rem; border: 1px solid var(--line); border-radius: 0.4rem; }
input { width: min(32rem, 100%); background: var(--card); color: inherit; }
footer { display: flex; flex-wrap: wrap; gap: 1.25rem; margin-top: 2.5rem; }
a { color: var(--accent); }
)css";

constexpr std::string_view icon =
    R"svg(<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><rect x="6" y="1" width="4" height="14" rx="2" fill="#0b6e4f" transform="rotate(24 8 8)"/></svg>)svg";

}  // namespace baton::native::assets
