#include "native/machine/file_check.hpp"

#include "core/base/text.hpp"
#include "core/base/time.hpp"

namespace baton::machine {

FileCheck::FileCheck(const Handoff& handoff, const Ground& ground, Within& within,
                     RepositoryCheck& repository)
    : ground_(ground),
      within_(within),
      repository_(repository),
      written_(from_iso8601(handoff.date).value_or(0)) {}

std::optional<std::string> FileCheck::place_of(const std::string& path) {
  bool inside = false;
  for (const std::string& base : {within_.folder(), ground_.directory}) {
    const auto place = within_.resolve(path, base);
    if (place && file_kind(*place) != FileKind::missing) return place;
    inside = inside || place;
  }
  return inside ? std::optional<std::string>("") : std::nullopt;
}

/// A file that git sees changed may have been changed before the handoff was written, and a file's
/// time alone says nothing in a fresh clone: only both together tell. Of what was not committed
/// then, git does not know how it looked.
bool FileCheck::modified_since(const std::string& place) {
  if (written_ == 0 || !place.starts_with(within_.folder() + '/')) return false;
  const std::string path = place.substr(within_.folder().size() + 1);
  if (!repository_.was_uncommitted(path) && !repository_.differs(path)) return false;
  return changed_at(place) > written_;
}

Outcome FileCheck::check_present(const std::string& path) {
  const auto place = place_of(path);
  if (!place) return outside_of_project();
  if (place->empty()) return {Verdict::broken, path + " is gone"};
  if (file_kind(*place) == FileKind::other)
    return {Verdict::changed, path + " is no file any more, but a pipe, socket or device"};
  if (modified_since(*place)) return {Verdict::changed, path + " was modified since"};
  return {};
}

Outcome FileCheck::check_absent(const std::string& path) {
  const auto place = place_of(path);
  if (!place) return outside_of_project();
  if (place->empty()) return {};
  return {Verdict::changed, path + " is there again"};
}

Outcome FileCheck::check_migration(const std::string& path) {
  const auto place = place_of(path);
  if (!place) return outside_of_project();
  if (!place->empty()) return {};
  const std::string missing = "migration " + path + " is not there";
  if (contains(path, "/")) return {Verdict::broken, missing};
  for (const char* folder : {"migrations/", "db/migrations/", "src/migrations/", "sql/"}) {
    const auto usual = place_of(folder + path);
    if (usual && !usual->empty()) return {};
  }
  const auto known = repository_.has_name(path);
  if (!known) return {Verdict::unchecked, "its folder is not known"};
  return *known ? Outcome{} : Outcome{Verdict::broken, missing};
}

}  // namespace baton::machine
