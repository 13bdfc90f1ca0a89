#include "native/machine/setup/record.hpp"

#include <unistd.h>

#include <filesystem>

#include "core/base/json_in.hpp"
#include "native/machine/within.hpp"
#include "native/machine/write_file.hpp"

namespace baton::machine {
namespace {

constexpr std::size_t kMostRecord = 16U << 20;

std::vector<std::string> strings_in(const Json& object, std::string_view name) {
  std::vector<std::string> strings;
  for (const Json& item : list_in(object, name))
    if (item.is_string()) strings.push_back(item.get_ref<const std::string&>());
  return strings;
}

Json json_of(const std::string& path, const SettingsRecord& record) {
  return {{"path", path},
          {"made", record.made},
          {"folders", record.folders},
          {"pieces", record.pieces}};
}

}  // namespace

Result<SetupRecord> SetupRecord::load(const Environment& environment) {
  SetupRecord record;
  record.path_ = state_path(environment, "setup.json");
  if (file_kind(record.path_) == FileKind::missing) return record;
  const auto text = read_small(record.path_, kMostRecord);
  const auto json = parse_json(text.value_or(""));
  if (!json || !json->is_object())
    return fail(Fault::unprocessable, "bad_record",
                record.path_ +
                    " cannot be read; without it setup does not know what it changed. "
                    "Put it back, or delete it.");
  record.there_ = true;
  for (const Json& file : list_in(*json, "files"))
    record.files_[text_in(file, "path")] = {.made = flag_in(file, "made"),
                                            .folders = strings_in(file, "folders"),
                                            .pieces = strings_in(file, "pieces")};
  return record;
}

std::vector<std::string> SetupRecord::paths() const {
  std::vector<std::string> paths;
  for (const auto& [path, record] : files_) paths.push_back(path);
  return paths;
}

const SettingsRecord* SetupRecord::find(const std::string& path) const {
  const auto found = files_.find(path);
  return found == files_.end() ? nullptr : &found->second;
}

Result<bool> SetupRecord::save() const {
  if (files_.empty()) {
    unlink(path_.c_str());
    return true;
  }
  Json files = Json::array();
  for (const auto& [path, record] : files_) files.push_back(json_of(path, record));
  std::error_code ignored;
  std::filesystem::create_directories(std::filesystem::path(path_).parent_path(), ignored);
  return write_whole(path_, to_text({{"files", std::move(files)}}) + '\n', Readers::owner);
}

}  // namespace baton::machine
