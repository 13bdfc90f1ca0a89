#include "native/cli/sorting.hpp"

namespace baton::cli {
namespace {

using machine::Belonging;
using machine::Transcript;

/// Whether the folder that the transcript was worked in tells its project on this machine.
bool tells_project(const Belonging& place) { return place.declared || place.repository; }

}  // namespace

Result<Project> Sorting::project_for(const Transcript& transcript) {
  if (!desk_.options.project.empty()) return project_named(desk_, desk_.options.project);
  TRY(const auto here, desk_.belongings.of(desk_.environment.directory));
  if (transcript.folder.empty()) return without_folder(transcript, here);
  TRY(const auto place, desk_.belongings.of(transcript.folder));
  TRY(const auto known, find_project(desk_, place));
  if (known) return *known;
  const bool stray = transcript.named && !tells_project(place);
  return project_of(desk_, stray && here.declared ? here : place);
}

Result<Project> Sorting::without_folder(const Transcript& transcript, const Belonging& here) {
  const auto slash = transcript.path.rfind('/');
  TRY(const auto beside, desk_.belongings.of(transcript.path.substr(0, slash)));
  return project_of(desk_, tells_project(beside) ? beside : here);
}

}  // namespace baton::cli
