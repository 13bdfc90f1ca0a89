#include "core/handoff/extract/environment.hpp"

#include "tests/catch.hpp"

namespace baton {
namespace {

std::string texts_of(const std::vector<HandoffItem>& items) {
  std::string text;
  for (const HandoffItem& item : items) text += (text.empty() ? "" : ", ") + item.text;
  return text;
}

TEST_CASE("packages are those that a command names") {
  struct Case {
    const char* command;
    const char* packages;
  };
  const Case cases[] = {
      {"pip install fastapi==0.104 'uvicorn[standard]'", "fastapi==0.104, uvicorn[standard]"},
      {"cd app && npm install --save-dev vitest 2>&1 | tail -3", "vitest"},
      {"sudo apt-get install -y libpq-dev", "libpq-dev"},
      {"pip install -r requirements.txt", ""},
      {"npm install", ""},
      {"pip install -e .", ""},
      {"pip install $PACKAGE", ""},
      {"pip install a || pip install b", ""},
      {"echo pip install a", ""},
      {"grep 'npm install x' README.md", ""},
      {"DEBUG=1 cargo add serde --features derive", "serde"},
  };
  for (const Case& one : cases) {
    CAPTURE(one.command);
    Environment environment;
    environment.ran(one.command, "ok", false, 7);
    CHECK(texts_of(environment.packages()) == one.packages);
  }
}

TEST_CASE("what failed was not installed, what was removed is gone") {
  Environment environment;
  environment.ran("pip install a", "", true, 1);
  environment.ran("pip install b | tail -1", "ERROR: No matching distribution found", false, 2);
  CHECK(environment.packages().empty());
  environment.ran("npm install c d", "added 2 packages", false, 3);
  environment.ran("npm uninstall c", "removed 1 package", false, 4);
  CHECK(texts_of(environment.packages()) == "d");
  CHECK(environment.packages()[0].turn == 3);
}

TEST_CASE("migrations and services are those that commands ran and started") {
  Environment environment;
  environment.ran("alembic upgrade head", "Running upgrade -> 001", false, 1);
  environment.ran("docker compose up -d db cache", "Started", false, 2);
  environment.ran("docker compose up", "Attaching", false, 3);
  environment.ran("sudo systemctl start nginx", "", false, 4);
  environment.ran("docker compose stop cache", "Stopped", false, 5);
  CHECK(texts_of(environment.database()) == "`alembic upgrade head`");
  CHECK(texts_of(environment.services()) == "db, nginx");
  CHECK(field_of(environment.services()[0], "start") == "docker compose up -d db cache");
  environment.ran("docker compose down", "", false, 6);
  CHECK(texts_of(environment.services()) == "nginx");
}

}  // namespace
}  // namespace baton
