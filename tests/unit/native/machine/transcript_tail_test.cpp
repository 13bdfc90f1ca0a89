#include "native/machine/transcript_tail.hpp"

#include <filesystem>
#include <fstream>

#include "tests/catch.hpp"
#include "tests/support/folder.hpp"

namespace baton::machine {
namespace {

struct GrowingFile {
  test::Folder folder;
  std::string path = folder / "t.jsonl";

  void add(std::string_view text) const {
    std::ofstream(path, std::ios::binary | std::ios::app) << text;
  }
  FileTail tail(const ReadMark& mark, TailWish wish = {}) const { return tail_of(mark, wish); }
  FileTail tail() const { return tail({path, 0, {}}); }
};

ReadMark mark_of(const FileTail& tail) { return {tail.part.path, tail.read, tail.mark}; }

TEST_CASE("a tail is whole lines, and what follows begins there") {
  const GrowingFile file;
  file.add("one\ntwo\nthr");
  const FileTail first = file.tail();
  CHECK(first.part.from == 0);
  CHECK(first.part.to == 8);
  CHECK_FALSE(first.more);
  CHECK(file.tail(mark_of(first)).empty());
  file.add("ee\n");
  const FileTail second = file.tail(mark_of(first));
  CHECK(second.part.from == 8);
  CHECK(second.part.to == 14);
  CHECK(second.was == 8);
}

TEST_CASE("a torn last line comes where it is asked for, and stays to be read") {
  const GrowingFile file;
  file.add("one\ntwo");
  const FileTail tail = file.tail({file.path, 0, {}}, {.torn = true});
  CHECK(tail.part.to == 7);
  CHECK(tail.read == 4);
}

TEST_CASE("a file that was written anew is read from its beginning") {
  const GrowingFile file;
  file.add("one\ntwo\n");
  const ReadMark mark = mark_of(file.tail());
  std::ofstream(file.path, std::ios::binary) << "uno\ndue\ntre\n";
  const FileTail tail = file.tail(mark);
  CHECK(tail.part.from == 0);
  CHECK(tail.part.to == 12);
  CHECK(tail.was == 8);
  std::ofstream(file.path, std::ios::binary) << "u\n";
  CHECK(file.tail(mark).part.to == 2);
}

TEST_CASE("a long file comes in pieces, a longer line whole") {
  const GrowingFile file;
  const std::string line(150, 'x');
  file.add("a\nb\n" + line + "\nc\n");
  const FileTail first = file.tail({file.path, 0, {}}, {.most = 5});
  CHECK(first.part.to == 4);
  CHECK(first.more);
  const FileTail second = file.tail(mark_of(first), {.most = 5});
  CHECK(second.part.to == 155);
  const FileTail third = file.tail(mark_of(second), {.most = 5});
  CHECK(third.part.to == 157);
  CHECK_FALSE(third.more);
}

TEST_CASE("a file that is not there has nothing") {
  CHECK(tail_of({"/nowhere/t.jsonl", 0, {}}, {}).empty());
  CHECK(tail_of({"/nowhere/t.jsonl", 10, "mark"}, {}).empty());
}

TEST_CASE("a session's files are its own and its subagents'") {
  const GrowingFile file;
  file.add("x\n");
  const std::string agents = file.path.substr(0, file.path.size() - 6) + "/subagents";
  std::filesystem::create_directories(agents);
  std::ofstream(agents + "/agent-b.jsonl") << "y\n";
  std::ofstream(agents + "/agent-a.jsonl") << "y\n";
  std::ofstream(agents + "/other.jsonl") << "y\n";
  CHECK(session_files(file.path) ==
        std::vector<std::string>{file.path, agents + "/agent-a.jsonl", agents + "/agent-b.jsonl"});
}

}  // namespace
}  // namespace baton::machine
