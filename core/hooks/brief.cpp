#include "core/hooks/brief.hpp"

#include "core/base/json.hpp"
#include "core/base/text.hpp"
#include "core/handoff/branches.hpp"
#include "core/handoff/handoff.hpp"
#include "core/hooks/draft.hpp"
#include "core/http/answer.hpp"
#include "core/projects/named.hpp"
#include "core/sessions/columns.hpp"
#include "core/store/read.hpp"

namespace baton::hooks {
namespace {

constexpr std::int64_t kLeastCharacters = 400;
constexpr std::int64_t kCharactersOfToken = 4;

struct Asked {
  std::string source, branch;
  bool again = false;
  std::int64_t characters = kMostCharacters;
};

Result<Asked> asked_of(const Json& body) {
  Decoder decoder(body);
  Asked asked;
  asked.source = decoder.text_or("source", "", {.least = 0, .most = 500});
  asked.branch = decoder.text_or("branch", "", {.least = 0, .most = 500});
  asked.again = decoder.boolean_or("again", false);
  asked.characters =
      decoder.integer_or("characters", asked.characters, kLeastCharacters, 1'000'000);
  if (decoder.error()) return std::unexpected(*decoder.error());
  return asked;
}

/// As JavaScript counts a string's length.
std::int64_t utf16_length(std::string_view text) {
  std::int64_t length = 0;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if ((byte & 0xC0) != 0x80) length += byte >= 0xF0 ? 2 : 1;
  }
  return length;
}

std::string fitted(const Handoff& handoff, std::int64_t characters) {
  std::int64_t budget = characters;
  std::string text;
  do {
    text = render_prompt(handoff, static_cast<int>(budget / kCharactersOfToken));
    budget = budget * 9 / 10;
  } while (utf16_length(text) > characters && budget >= kLeastCharacters);
  return text;
}

Statement newest_handoff(const Row& project, const Asked& asked) {
  const std::string own = asked.again ? sessions::has_source("?3") : "?3 IS NOT NULL";
  return {
      "SELECT t.body, n.session_number, h.id FROM handoff_documents h JOIN sessions s ON s.id = "
      "h.session_id AND s.deleted = 0 JOIN session_numbers n ON n.session_id = s.id JOIN texts t "
      "ON t.id = h.text_id WHERE s.project_id = ?1 AND " +
          own + handoff::newest_on_branch("?2"),
      {integer_at(project, 0), asked.branch, asked.source}};
}

/// Drafts `d` of the project with uid ?1, and of those that were merged into it since.
constexpr const char* kOfProject =
    "d.project_uid IN (SELECT m.uid FROM projects p JOIN projects m ON m.id = p.id OR m.part_of = "
    "p.id WHERE p.uid = ?1)";

}  // namespace

Task<Result<Response>> brief(Context& /*context*/, Request request) {
  const std::string id(request.param("id"));
  CO_CHECK(const Key key, key_of(id, "id"));
  if (trimmed(request.body).empty()) request.body = "{}";
  CO_CHECK(const Json body, body_of(request));
  CO_CHECK(Asked asked, asked_of(body));
  CO_TRY(const Row project,
         read_one(
             {"SELECT id, uid FROM projects WHERE id = " + id_of_project(key) + " AND deleted = 0",
              {key.value}},
             "project", id));
  // A store that cannot be written to hands over what is in it.
  const auto settled = co_await settle_drafts(kOfProject, text_at(project, 1));
  static_cast<void>(settled);
  CO_TRY(Rows rows, read(newest_handoff(project, asked)));
  if (rows.empty() && asked.again) {
    asked.again = false;
    CO_TRY(rows, read(newest_handoff(project, asked)));
  }
  if (rows.empty()) co_return answer("null");
  const Json data = {{"text", fitted(parse_handoff(text_at(rows[0], 0)), asked.characters)},
                     {"session_number", integer_at(rows[0], 1)},
                     {"handoff_id", integer_at(rows[0], 2)}};
  co_return answer(to_text(data));
}

}  // namespace baton::hooks
