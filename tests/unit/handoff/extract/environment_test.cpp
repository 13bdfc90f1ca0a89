#include "core/handoff/extract/environment.hpp"

#include "tests/catch.hpp"

namespace baton {

TEST_CASE("servers that answered, packages and migrations are seen") {
  MachineUse use;
  use.ran("cd web && npm run dev", "  VITE v5.4.2  ready\n  Local: http://localhost:5173/\n", false,
          3);
  use.ran("npm run dev", "Local: http://localhost:5173/", false, 9);
  use.ran("curl -s http://localhost:8080/health", "http://localhost:8080 ok", false, 4);
  use.ran("npm install --save-dev vitest @types/node", "added 12 packages", false, 5);
  use.ran("pip install -r requirements.txt", "", false, 6);
  use.ran("python -m pip install 'pydantic>=2'", "", false, 6);
  use.ran("npm install missing", "npm ERR! 404", true, 7);
  use.ran("npx prisma migrate dev --name init", "Applied 1 migration", false, 8);
  use.ran("alembic upgrade head", "Error: no such table: users", true, 10);

  REQUIRE(use.services().size() == 1);
  CHECK(use.services()[0].address == "localhost:5173");
  CHECK(use.services()[0].start == "npm run dev");
  CHECK(use.services()[0].turn == 9);
  REQUIRE(use.packages().size() == 3);
  CHECK(use.packages()[0].name == "vitest");
  CHECK(use.packages()[1].name == "@types/node");
  CHECK(use.packages()[2].name == "pydantic>=2");
  CHECK(use.packages()[2].manager == "pip");
  REQUIRE(use.migrations().size() == 2);
  CHECK(use.migrations()[0].outcome == "ok");
  CHECK(use.migrations()[1].outcome == "failed: Error: no such table: users");
}

TEST_CASE("a port out of range is none, and hosts without a port are no service") {
  MachineUse use;
  use.ran("node server.js", "see localhost:99999 and 127.0.0.1", false, 1);
  CHECK(use.services().empty());
  use.ran("node server.js", "see localhost:0 or http://0.0.0.0:3000", false, 1);
  REQUIRE(use.services().size() == 1);
  CHECK(use.services()[0].address == "localhost:3000");
}

}  // namespace baton
