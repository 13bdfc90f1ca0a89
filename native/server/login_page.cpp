#include "native/server/login_page.hpp"

#include "native/server/fields.hpp"
#include "native/server/status_page_assets.hpp"

namespace baton::native {
namespace {

constexpr std::string_view kForm = R"html(<form id="login">
<h2>Log in</h2>
<p class="note"><label for="token">A token of this server: <code>baton token create</code> makes one,
and with <code>--link</code> a link that logs in by itself.</label></p>
<p><input id="token" type="password" autocomplete="current-password" required>
<button>Log in</button></p>
<p id="said" role="status"></p>
</form>
<script src="/login.js"></script>
)html";

constexpr std::string_view kScript = R"js('use strict';
const said = document.getElementById('said');

async function logIn(body) {
  said.textContent = 'Logging in …';
  try {
    const response = await fetch('/api/login', {
      method: 'POST',
      headers: {'Content-Type': 'application/json'},
      body: JSON.stringify(body),
    });
    const answer = await response.json();
    if (answer.success) location.replace('/');
    else said.textContent = answer.error;
  } catch {
    said.textContent = 'The server does not answer.';
  }
}

document.getElementById('login').addEventListener('submit', (event) => {
  event.preventDefault();
  logIn({token: document.getElementById('token').value});
});

const code = new URLSearchParams(location.search).get('code');
if (code) logIn({code});
)js";

constexpr std::string_view kPolicy =
    "default-src 'none'; style-src 'self'; img-src 'self'; script-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

}  // namespace

Response page_file(std::string_view type, std::string_view content, std::string_view policy) {
  return Response{.status = 200,
                  .headers = {{"Content-Type", std::string(type)},
                              {"Content-Security-Policy", std::string(policy)}},
                  .body = std::string(content)};
}

std::optional<Response> login_page(const Request& request) {
  if (request.method != "GET" && request.method != "HEAD") return std::nullopt;
  const std::string_view path = path_of(request.target);
  if (path == "/login") {
    const std::string html = std::string(assets::page_head).append(kForm).append(assets::page_foot);
    return page_file("text/html; charset=utf-8", html, kPolicy);
  }
  if (path == "/login.js") return page_file("text/javascript; charset=utf-8", kScript, kPolicy);
  return std::nullopt;
}

}  // namespace baton::native
