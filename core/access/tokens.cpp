#include "core/access/tokens.hpp"

#include "core/base/hash.hpp"
#include "core/base/json.hpp"
#include "core/base/text.hpp"
#include "core/http/answer.hpp"
#include "core/store/listing.hpp"
#include "core/store/read.hpp"

namespace baton::access {
namespace {

constexpr const char* kMembers =
    "SELECT json_object('id', id, 'name', name, 'role', role, 'created_at', created_at, "
    "'revoked_at', "
    "revoked_at)";

std::string base64url(std::string_view bytes) {
  static constexpr char kAlphabet[] =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  std::string text;
  unsigned bits = 0;
  int held = 0;
  for (const char byte : bytes) {
    bits = (bits << 8 | static_cast<unsigned char>(byte)) & 0xffffff;
    for (held += 8; held >= 6; held -= 6) text += kAlphabet[bits >> (held - 6) & 63];
  }
  if (held) text += kAlphabet[bits << (6 - held) & 63];
  return text;
}

Access access_of_role(std::string_view role) {
  if (role == "admin") return Access::admin;
  return role == "write" ? Access::write : Access::read;
}

}  // namespace

Task<Result<Response>> list(Context& /*context*/, Request request) {
  CO_CHECK(const Page page, page_of(request));
  const Listing listing{
      .select = kMembers, .from = "FROM tokens WHERE true", .keys = {{"id", Listing::number}}};
  CO_CHECK(Statement statement, page_statement(listing, page));
  CO_TRY(Rows rows, read(std::move(statement)));
  co_return answer_page(std::move(rows), page);
}

Task<Result<Response>> create(Context& /*context*/, Request request) {
  CO_CHECK(const Json body, body_of(request));
  Decoder decoder(body);
  const std::string name(trimmed(decoder.text("name", {.least = 1, .most = 200})));
  const std::string role = decoder.word_or("role", "write", {"read", "write", "admin"});
  if (decoder.error()) co_return std::unexpected(*decoder.error());
  const std::string entropy = co_await perform(Entropy{.bytes = 32});
  const std::string token = "baton_" + base64url(entropy);
  CO_TRY(const std::string now, now_text());
  Statement statement{
      "INSERT INTO tokens (name, role, sha256, created_at) VALUES (?1, ?2, ?3, ?4) "
      "RETURNING id",
      {name, role, hex(sha256(token)), now}};
  CO_TRY(const Rows rows, write(std::move(statement)));
  const Json data = {
      {"id", integer_at(rows[0], 0)}, {"name", name}, {"role", role}, {"token", token}};
  co_return answer(to_text(data));
}

Task<Result<Response>> revoke(Context& /*context*/, Request request) {
  const std::string id(request.param("id"));
  CO_CHECK(const Key key, key_of(id, "id"));
  CO_TRY(const std::string now, now_text());
  std::vector<Statement> statements;
  statements.push_back(
      {"UPDATE tokens SET revoked_at = ?2 WHERE id = ?1 AND revoked_at IS NULL", {key.value, now}});
  statements.push_back({std::string(kMembers) + " FROM tokens WHERE id = ?1", {key.value}});
  CO_TRY(const std::vector<Rows> rows, read_all(std::move(statements)));
  if (rows[1].empty()) co_return std::unexpected(unknown("token", id));
  co_return answer(row_json(rows[1][0]));
}

Task<Result<Access>> access_of(Request request) {
  constexpr std::string_view kBearer = "bearer ";
  const std::string_view header = request.header("Authorization");
  if (lowered(header.substr(0, kBearer.size())) != kBearer)
    co_return fail(Fault::unauthorized, "token_required",
                   "This server asks for a token: send `Authorization: Bearer TOKEN` "
                   "(`baton token create` makes one).");
  // The look-up is by digest, so its time tells nothing about a stored token.
  const std::string digest = hex(sha256(trimmed(header.substr(kBearer.size()))));
  Statement statement{"SELECT role FROM tokens WHERE sha256 = ?1 AND revoked_at IS NULL", {digest}};
  CO_TRY(const Rows rows, read(std::move(statement)));
  if (rows.empty())
    co_return fail(Fault::unauthorized, "invalid_token",
                   "The token is not known here, or was revoked.");
  co_return access_of_role(text_at(rows[0], 0));
}

}  // namespace baton::access
