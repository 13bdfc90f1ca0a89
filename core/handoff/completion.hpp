#pragma once
#include <optional>
#include <string>

#include "core/base/json.hpp"
#include "core/base/task.hpp"
#include "core/events/event.hpp"
#include "core/handoff/extract.hpp"
#include "core/handoff/measured.hpp"
#include "core/http/answer.hpp"
#include "core/measure/measure.hpp"
#include "core/models/model.hpp"

namespace baton::handoff {

/// What completing a session needs to know of it.
struct OpenSession {
  std::int64_t id = 0;
  std::int64_t project_id = 0;
  std::string uid, project_uid, project_name, status, objectives, started_at;
  int number = 0;
  std::string newest_handoff_uid;     ///< of this session, "" if it has none
  std::string newest_at;              ///< when the project's newest handoff was written, ""
  std::vector<HandoffItem> branches;  ///< a line for each other branch with open work
  std::optional<Handoff> previous;    ///< of the project's sessions before this one
};

/// 404 if there is no such session.
/// `branch` is the one that is worked on, "" if unknown: the previous handoff is its newest.
Task<Result<OpenSession>> open_session(Key key, std::string id, std::string branch);

/// When a handoff that is written now is said to be written: later than those that its writer could
/// know, though the clock of this machine be behind that of another.
std::string written_at(const OpenSession& session, const std::string& now);

Error already_completed(const OpenSession& session);

/// A handoff document as it is stored.
struct Revision {
  std::string session_uid;
  std::string parent_uid;  ///< the session's handoff before, "" if it is the first
  std::string markdown;
  std::string handoff_type;  ///< ai_generated, manual, hybrid or extracted
  std::string created_at;
  std::string branch;                        ///< "" if unknown
  std::optional<Measurement> measured = {};  ///< none where there was no session to measure against
  std::string ai_model = {};                 ///< "PROVIDER/MODEL" that helped, "" for none
  double ai_confidence = 0;                  ///< counts with a model only
  models::Usage usage = {};                  ///< of that model
};

/// Adds the handoff to the change, as a new revision of the session's. The answer is its uid.
Task<Result<std::string>> add_handoff(Change* change, Revision revision);

/// Adds the files of a session to the change, in as many events as their number asks for.
void add_files(Change& change, const std::string& session_uid,
               const std::vector<Extractor::File>& files);

}  // namespace baton::handoff
