#include "core/app.hpp"
#include "tests/catch.hpp"
#include "tests/support/store.hpp"

namespace baton::test {
namespace {

/// Answers a request on a host that provides nothing.
Response on_bare_host(Store& store, const std::string& target) {
  Request request;
  request.target = target;
  Run<Response> run(handle(store.context(), std::move(request)));
  while (Effect* effect = run.step()) {
    if (std::holds_alternative<Provide>(*effect))
      run.reply(Provide::Reply(fail(Fault::unavailable, "not_here", "")));
    else
      run.reply(native::perform(store.database(), *effect));
  }
  return run.result();
}

TEST_CASE("a host that draws no PDF says so, and what to do") {
  Store store;
  const Json project = store.call("POST", "/api/projects", {{"name", "One"}})["data"];
  const Json session = store.call("POST", "/api/sessions", {{"project_id", project["id"]}})["data"];
  store.call("POST", "/api/sessions/" + to_text(session["session_id"]) + "/complete",
             {{"next", {"paint the wall"}}});
  const Response response = on_bare_host(store, "/api/handoffs/1?format=pdf");
  CHECK(response.status == 503);
  CHECK(response.body.find("\"no_pdf\"") != std::string::npos);
  CHECK(response.body.find("format=print") != std::string::npos);
  const Response list = on_bare_host(store, "/api/templates");
  CHECK(list.status == 200);
  CHECK(list.body.find("\"slack\"") != std::string::npos);
  CHECK(on_bare_host(store, "/api/monitoring").status == 503);
}

TEST_CASE("a context names the route that answers") {
  Store store;
  Context context = store.context();
  Request request;
  request.target = "/api/projects/7";
  Run<Response> run(handle(context, std::move(request)));
  while (Effect* effect = run.step()) run.reply(native::perform(store.database(), *effect));
  CHECK(run.result().status == 404);
  CHECK(context.route == "GET /api/projects/:id");
}

}  // namespace
}  // namespace baton::test
