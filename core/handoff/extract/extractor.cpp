#include "core/handoff/extract.hpp"

#include <map>

#include "core/handoff/extract/compose.hpp"
#include "core/handoff/extract/session.hpp"

namespace baton {

struct Extractor::State {
  Session session;
  Paths paths;
};

Extractor::Extractor(std::string_view cwd, std::string_view folder)
    : state_(std::make_unique<State>()) {
  work_in(cwd, folder);
}
Extractor::~Extractor() = default;
Extractor::Extractor(Extractor&&) noexcept = default;
Extractor& Extractor::operator=(Extractor&&) noexcept = default;

void Extractor::work_in(std::string_view cwd, std::string_view folder) {
  state_->session.files.work_in(cwd);
  state_->paths = Paths(cwd, folder);
}

void Extractor::add(const Turn& turn, int number) { state_->session.add(turn, number); }

Handoff Extractor::finish(const Closing& closing, const Handoff* previous) const {
  return compose(state_->session, closing, previous);
}

bool Extractor::substantive() const {
  return state_->session.tool_calls > 0 || state_->session.typed_turns >= 2;
}

std::vector<Extractor::File> Extractor::files() const {
  constexpr std::string_view kWords[] = {"created", "modified", "deleted"};
  std::map<std::string, const TouchedFile*> latest;
  for (const auto& [path, file] : state_->session.files.all()) {
    const TouchedFile*& known = latest[state_->paths.given(path)];
    if (!known || known->turn < file.turn) known = &file;
  }
  std::vector<File> files;
  for (const auto& [path, file] : latest)
    files.push_back({path, std::string(kWords[static_cast<int>(file->change)])});
  return files;
}

}  // namespace baton
