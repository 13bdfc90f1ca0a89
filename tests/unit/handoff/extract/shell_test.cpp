#include "core/handoff/extract/shell.hpp"

#include "tests/catch.hpp"

namespace baton {
namespace {

TEST_CASE("a command's key is what was run, wherever and however") {
  struct Case {
    const char* command;
    const char* key;
  };
  const Case cases[] = {
      {"cd app && npm test 2>&1 | tail -5", "npm test"},
      {"npm run build", "npm run build"},
      {"source venv/bin/activate && python -m pytest tests/ -q", "pytest"},
      {"CI=1 cargo test --all", "cargo test"},
      {"./gradlew", "gradlew"},
      {"git commit -m 'a && b'", "git commit"},
      {"cd /tmp", ""},
      {"cat > a.md <<'EOF'\nnpm test\nEOF", "cat"},
  };
  for (const Case& one : cases) {
    CAPTURE(one.command);
    CHECK(command_key(one.command) == one.key);
  }
}

TEST_CASE("commands are sorted by what they are for") {
  struct Case {
    const char* command;
    CommandKind kind;
  };
  const Case cases[] = {
      {"ls -la", CommandKind::look},
      {"git status", CommandKind::look},
      {"npm test", CommandKind::test},
      {"cd a && python -m pytest", CommandKind::test},
      {"npm run build", CommandKind::build},
      {"npx tsc --noEmit", CommandKind::build},
      {"pip install -e .", CommandKind::install},
      {"npm run dev", CommandKind::run},
      {"npm run lint", CommandKind::lint},
      {"cat a <<'EOF'\nnpm test\nEOF", CommandKind::look},
  };
  for (const Case& one : cases) {
    CAPTURE(one.command);
    CHECK(kind_of(one.command) == one.kind);
  }
}

TEST_CASE("the telling line of an output names the error") {
  CHECK(telling_line("Exit code 1\nsome noise\n[TypeError: x is not a function]\n") ==
        "[TypeError: x is not a function]");
  CHECK(telling_line("conftest.py:6\n    import respx\nE   ModuleNotFoundError: No module\n") ==
        "ModuleNotFoundError: No module");
  CHECK(telling_line("/bin/bash: x: No such file or directory") ==
        "/bin/bash: x: No such file or directory");
  CHECK(telling_line("").empty());
}

TEST_CASE("test counts are read from the runners' own words") {
  struct Case {
    const char* output;
    const char* counts;
    bool failed;
  };
  const Case cases[] = {
      {"====== 202 passed in 1.58s ======", "202 passed in 1.58s", false},
      {"=== 1 failed, 201 passed in 1.5s ===", "1 failed, 201 passed in 1.5s", true},
      {" Test Files  1 passed (1)\n      Tests  7 passed (7)\n", "Tests 7 passed (7)", false},
      {"Tests:  1 failed, 6 passed, 7 total", "Tests: 1 failed, 6 passed, 7 total", true},
      {"test result: ok. 12 passed; 0 failed; 0 ignored",
       "test result: ok. 12 passed; 0 failed; 0 ignored", false},
      {"All tests passed (6 assertions in 3 test cases)",
       "All tests passed (6 assertions in 3 test cases)", false},
      {"100% tests passed, 0 tests failed out of 12", "100% tests passed, 0 tests failed out of 12",
       false},
      {"  12 passing (3s)\n  2 failing\n", "2 failing", true},
      {"nothing here", "", false},
  };
  for (const Case& one : cases) {
    CAPTURE(one.output);
    bool failed = false;
    CHECK(test_counts(one.output, failed) == one.counts);
    CHECK(failed == one.failed);
  }
}

TEST_CASE("a command is shown without plumbing and here-documents") {
  CHECK(shown_command("npm test 2>&1 | tail -5") == "npm test");
  CHECK(shown_command("cat > a.md <<'EOF'\nlong\ntext\nEOF") == "cat > a.md <<'EOF'");
}

TEST_CASE("terminal colours are taken off") {
  CHECK(without_escapes("\x1b[31mred\x1b[0m") == "red");
  CHECK(without_escapes("cut \x1b[") == "cut ");
}

}  // namespace
}  // namespace baton
