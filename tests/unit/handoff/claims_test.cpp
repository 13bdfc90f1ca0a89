#include "core/handoff/claims.hpp"

#include <algorithm>

#include "core/base/text.hpp"
#include "core/handoff/first_screen.hpp"
#include "tests/catch.hpp"
#include "tests/unit/handoff/random_handoff.hpp"

namespace baton {
namespace {

/// `kind subject` of each claim, with `@where`.
std::vector<std::string> told(const std::vector<Claim>& claims) {
  std::vector<std::string> lines;
  for (const Claim& claim : claims)
    lines.push_back(std::string(to_word(claim.kind)) + ' ' + claim.subject +
                    (claim.where.empty() ? "" : " @" + claim.where));
  return lines;
}

using Lines = std::vector<std::string>;

Lines of_section(const std::string& heading, const std::string& body) {
  Handoff handoff;
  handoff.other = {{heading, body}};
  return told(claims_of(handoff));
}

Lines of_command(const std::string& command, bool failed = false) {
  Handoff handoff;
  handoff.commands = {{command, failed ? "error" : "ok", failed, 3, 7}};
  return told(claims_of(handoff));
}

TEST_CASE("files, branch, commit and tree are claims") {
  Handoff handoff;
  handoff.created = {"a.cpp", "gone.cpp", "a.cpp"};
  handoff.modified = {"b.cpp", "a.cpp"};
  handoff.deleted = {"gone.cpp"};
  handoff.branch = "main";
  handoff.commit = "a1b2c3d";
  CHECK(told(claims_of(handoff)) == Lines{"file a.cpp", "file b.cpp", "no_file gone.cpp",
                                          "branch main", "commit a1b2c3d", "tree working tree"});
  handoff.uncommitted = {"b.cpp"};
  CHECK(claims_of(handoff).back().expected == "has 1 file not committed");
}

TEST_CASE("an empty handoff claims nothing") { CHECK(claims_of({}).empty()); }

TEST_CASE("a port is claimed where something is said to answer") {
  CHECK(of_section("## Services Running", "- PostgreSQL (port 5432)\n- ❌ API (port 8000)") ==
        Lines{"service 5432"});
  CHECK(of_section("## Backend Status", "Status: Running\nPort: 5557") == Lines{"service 5557"});
  CHECK(of_section("## Notes", "The dev server is running on http://localhost:3000/app.") ==
        Lines{"service 3000"});
  CHECK(of_section("## Notes", "Use port 2525.\nimport 80 files\nlocalhost:9 should be closed")
            .empty());
  CHECK(of_section("## Pre-Flight Checklist",
                   "```bash\n# services\ncurl localhost:11434/api\n```") == Lines{"service 11434"});
  CHECK(of_section("## Services", "port 0, port 65536, port 123456, localhost:99999").empty());
}

TEST_CASE("a request that succeeded claims its port") {
  CHECK(of_command("curl -s http://127.0.0.1:8787/health") ==
        Lines{"service 8787", "program curl"});
  CHECK(of_command("curl -s http://127.0.0.1:8787/health", true).empty());
  CHECK(of_command("curl https://example.com:8443/") == Lines{"program curl"});
}

TEST_CASE("a command claims its program, script and target") {
  CHECK(of_command("cd app && npm run build && npm test") ==
        Lines{"program npm", "script build @app", "script test @app"});
  CHECK(of_command("make -j2 check lint") == Lines{"program make", "target check", "target lint"});
  CHECK(of_command("make -C sub check") == Lines{"program make"});
  CHECK(of_command("FOO=1 sudo ./tools/run.sh --fast") == Lines{"program ./tools/run.sh"});
  CHECK(of_command("cd a/b; ./run") == Lines{"program ./run @a/b"});
  CHECK(of_command("npm run dev:watch") == Lines{"program npm", "script dev:watch"});
  CHECK(of_command("npm run build -w web") == Lines{"program npm"});
}

TEST_CASE("what only a shell can tell is not claimed") {
  for (const char* command :
       {"$RUN x", "`which x`", "for i in 1 2", "cd $HOME && ./run", "cd \"a b\" && make x", "*",
        "export A=1", "(", "&&", ";;", "--help"}) {
    CAPTURE(command);
    CHECK(of_command(command).empty());
  }
  CHECK(of_command("cat <<EOF\nsecret_program\nEOF") == Lines{"program cat"});
}

TEST_CASE("the last test is a claim of its own, and its program is") {
  Handoff handoff;
  handoff.last_test = {"ctest -j2", "3 failed", true, 2, 9};
  const std::vector<Claim> claims = claims_of(handoff);
  REQUIRE(told(claims) == Lines{"program ctest", "test ctest -j2"});
  CHECK(claims[1].expected == "fails");
  CHECK(claims[1].turn == 9);
  handoff.last_test.outcome = "sh: ctest: not found";
  CHECK(told(claims_of(handoff)) == Lines{"test ctest -j2"});
}

TEST_CASE("a pre-flight check is a claim of its own, and its program is") {
  Handoff handoff;
  handoff.preflight = {{"npm test", "all pass", false, 3, 7}};
  const std::vector<Claim> claims = claims_of(handoff);
  REQUIRE(told(claims) == Lines{"program npm", "script test", "preflight npm test"});
  CHECK(claims[2].expected == "passes");
  CHECK(claims[2].turn == 7);
}

TEST_CASE("migrations are claimed by path or name") {
  CHECK(of_section("## Database", "Migrations: Applied (0001_initial.sql)\nSee schema.sql") ==
        Lines{"migration 0001_initial.sql"});
  CHECK(of_section("## Files", "- `db/migrations/0002_more.sql` is new") ==
        Lines{"migration db/migrations/0002_more.sql"});
  CHECK(of_section("## Files", "run query.sql").empty());
}

TEST_CASE("enormous lists are no more than their paths") {
  Handoff handoff;
  for (int i = 0; i < 50'000; ++i) {
    handoff.created.push_back("f" + std::to_string(i));
    handoff.notes.push_back({"running on localhost:" + std::to_string(i + 1), "", 0, 0});
    handoff.commands.push_back({"program" + std::to_string(i), "ok", false, 0, 0});
  }
  const auto claims = claims_of(handoff);
  CHECK(claims.size() == 50'000 + 64 + 64);
  handoff = {};
  handoff.created = {std::string(5000, 'x')};
  CHECK(claims_of(handoff).empty());
}

TEST_CASE("whatever a handoff holds, its claims are in order and each is there once") {
  for (unsigned seed = 0; seed < 200; ++seed) {
    RandomHandoff random(seed);
    const auto claims = claims_of(random.next());
    CAPTURE(seed);
    CHECK(std::ranges::is_sorted(claims, {}, &Claim::kind));
    for (std::size_t i = 0; i < claims.size(); ++i)
      for (std::size_t j = i + 1; j < claims.size(); ++j)
        if (claims[i].kind == claims[j].kind && claims[i].where == claims[j].where)
          CHECK(claims[i].subject != claims[j].subject);
  }
}

TEST_CASE("services, migrations and checks that are data are claims") {
  Handoff handoff;
  handoff.services = {
      {"web", "", 3, 4, 0, false, {{"address", "localhost:5173"}, {"start", "`npm run dev`"}}}};
  handoff.database = {{"`psql -f migrations/0007_add.sql`", "ok", 3, 5}};
  handoff.preflight = {{"make test", "", false, 0, 0}};
  int seen = 0;
  for (const Claim& claim : claims_of(handoff))
    seen += contains(claim.subject, "5173") || contains(claim.subject, "0007_add.sql") ||
            contains(claim.subject, "make");
  CHECK(seen >= 3);
}

TEST_CASE("a line is added to the first screen") {
  Handoff handoff;
  handoff.goal = {"Write it", "", 0, 0};
  handoff.branch = "main";
  handoff.next = {{"test it", "", 0, 0}};
  CHECK(with_screen_line(render_screen(handoff), {"MOVED", "all"}) ==
        "GOAL     Write it\nNOW      on main\nMOVED    all\nNEXT     test it\n"
        "DON'T    no failure and no rejected approach was recorded\n");
  CHECK(with_screen_line("a\nb\n", {"MOVED", "x"}) == "a\nMOVED    x\nb\n");
  CHECK(with_screen_line("a", {"MOVED", "x"}) == "a\nMOVED    x\n");
}

}  // namespace
}  // namespace baton
